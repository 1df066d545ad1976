import { leave } from '../live/http.ts';
import { usePage } from '../page.ts';

/** For whoever has logged in; nothing for all others. */
export function LogoutButton() {
  const { logout, said } = usePage();
  const place = logout.value;
  if (place === undefined) return null;
  const end = () => {
    leave(place).catch(() => (said.value = 'the server did not answer; you are still logged in'));
  };
  return (
    <button type="button" class="tool" onClick={end}>
      Log out
    </button>
  );
}
