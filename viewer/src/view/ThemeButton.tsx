import { usePage, type Theme } from '../page.ts';

const NEXT_THEME: { readonly [theme in Theme]: Theme } = {
  system: 'dark',
  dark: 'light',
  light: 'system',
};

export function ThemeButton() {
  const { theme } = usePage();
  return (
    <button
      type="button"
      class="tool"
      onClick={() => (theme.value = NEXT_THEME[theme.value])}
      aria-label={`Colours: ${theme.value}. Change`}
      title={`Colours: ${theme.value}`}
    >
      <ThemeIcon theme={theme.value} />
    </button>
  );
}

function ThemeIcon({ theme }: { theme: Theme }) {
  return (
    <svg
      class="theme-icon"
      width="14"
      height="14"
      viewBox="0 0 14 14"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="7" cy="7" r="5.500" />
      {theme === 'system' && <path d="M7 1.500a5.500 5.500 0 0 1 0 11Z" />}
      {theme === 'dark' && <circle cx="7" cy="7" r="5.500" class="full" />}
    </svg>
  );
}
