import { useClew } from '../state.ts';
import { Banners } from './Banners.tsx';
import { Blocker } from './Blocker.tsx';
import { Header } from './Header.tsx';
import { Help } from './Help.tsx';
import { Outcome } from './Outcome.tsx';
import { PrintedRun } from './PrintedRun.tsx';
import { StagePanel } from './StagePanel.tsx';
import { Views } from './Views.tsx';

export function App() {
  const { model, printing, helping, said } = useClew();
  const { document } = model.value;
  if (printing.value) return <PrintedRun />;
  return (
    <div class="app">
      <Header />
      <Banners />
      {document.blocker ? <Blocker blocker={document.blocker} /> : <Outcome />}
      <main class="work">
        <Views />
        <StagePanel />
      </main>
      {helping.value && <Help />}
      <div class="said" role="status" aria-live="polite">{said.value}</div>
    </div>
  );
}
