import { useClew } from '../state.ts';
import { ArtifactPanel } from './ArtifactPanel.tsx';
import { Banners } from './Banners.tsx';
import { Dossier, Explanation, isBlocked } from './Dossier.tsx';
import { Family } from './Family.tsx';
import { Header } from './Header.tsx';
import { Help } from './Help.tsx';
import { Outcome } from './Outcome.tsx';
import { PrintedRun } from './PrintedRun.tsx';
import { StagePanel } from './StagePanel.tsx';
import { Windows } from './Windows.tsx';
import { Views } from './Views.tsx';

export function App() {
  const { model, printing, helping, said, view, artifact } = useClew();
  const { document, artifactById } = model.value;
  if (printing.value) return <PrintedRun />;
  const chosen = view.value === 'artifacts' ? artifactById.get(artifact.value ?? '') : undefined;
  const alone = chosen === undefined && (document.stages.length === 0 || view.value === 'output');
  return (
    <div class="app">
      <Header />
      <Banners />
      {isBlocked(document) ? <Dossier /> : <Outcome />}
      <Windows />
      <Family />
      {isBlocked(document) && <Explanation />}
      <main class={alone ? 'work alone' : 'work'}>
        <Views />
        {chosen ? <ArtifactPanel artifact={chosen} /> : !alone && <StagePanel />}
      </main>
      {helping.value && <Help />}
      <div class="said" role="status" aria-live="polite">
        {said.value}
      </div>
    </div>
  );
}
