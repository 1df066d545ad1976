// Pictures of the page for people to look at: node test/browser/screenshots.mjs [name-part]
import { fixture, launch, open, shots, write } from './pages.mjs';

const only = process.argv[2] ?? '';
const to = shots();
/** @type {[string, string, {width: number, height: number}, 'light'|'dark', string, ((page: import('playwright-core').Page) => Promise<void>)?][]} */
const pictures = [
  ['diff-1280-light', 'diff-onboarding', { width: 1280, height: 800 }, 'light', ''],
  ['diff-1280-dark', 'diff-onboarding', { width: 1280, height: 800 }, 'dark', '#difference=3'],
  ['diff-480', 'diff-onboarding', { width: 480, height: 900 }, 'light', ''],
  ['742-1280-light', 'run_742', { width: 1280, height: 800 }, 'light', ''],
  ['742-1280-dark', 'run_742', { width: 1280, height: 800 }, 'dark', ''],
  ['742-480', 'run_742', { width: 480, height: 900 }, 'light', ''],
  [
    '742-1280-plan',
    'run_742-plan',
    { width: 1280, height: 800 },
    'light',
    '#view=artifacts&artifact=artifact_087',
  ],
  [
    '742-1280-holes',
    'run_742-holes',
    { width: 1280, height: 800 },
    'light',
    '#view=absences&absence=no_file',
  ],
  [
    '742-1280-holes-dark-artifacts',
    'run_742-holes',
    { width: 1280, height: 800 },
    'dark',
    '#view=artifacts&artifact=artifact_087',
    async (page) => page.keyboard.press('b'),
  ],
  [
    '742-480-holes',
    'run_742-holes',
    { width: 480, height: 900 },
    'dark',
    '#view=artifacts&artifact=artifact_087',
  ],
  [
    '742-print',
    'run_742-plan',
    { width: 800, height: 1100 },
    'light',
    '',
    async (page) => page.emulateMedia({ media: 'print' }),
  ],
  ['demo-1280', 'demo', { width: 1280, height: 800 }, 'light', ''],
  ['command-1280', 'command', { width: 1280, height: 800 }, 'light', ''],
  [
    'command-1280-dark-bytes',
    'command',
    { width: 1280, height: 800 },
    'dark',
    '',
    async (page) => page.locator('.why .link', { hasText: 'stderr' }).first().click(),
  ],
  ['command-480', 'command', { width: 480, height: 900 }, 'light', ''],
  ['printed-1280', 'generated/printed-200000', { width: 1280, height: 800 }, 'light', ''],
  ['402-1280-light', 'onboarding-402', { width: 1280, height: 800 }, 'light', ''],
  ['402-1280-dark', 'onboarding-402', { width: 1280, height: 800 }, 'dark', ''],
  ['402-1920-light', 'onboarding-402', { width: 1920, height: 1080 }, 'light', ''],
  [
    '402-1920-dark-exchange',
    'onboarding-402',
    { width: 1920, height: 1080 },
    'dark',
    '#stage=activate-subscription&tab=exchange&view=graph',
  ],
  ['402-800-light', 'onboarding-402', { width: 800, height: 1200 }, 'light', ''],
  [
    '402-1280-graph-decision',
    'onboarding-402',
    { width: 1280, height: 800 },
    'light',
    '#stage=send-welcome-email&tab=decisions&view=graph',
    async (page) => page.keyboard.press('b'),
  ],
  [
    '402-1280-run',
    'onboarding-402',
    { width: 1280, height: 800 },
    'dark',
    '#stage=activate-subscription&tab=inputs&view=run',
    async (page) => page.keyboard.press('b'),
  ],
  [
    '402-1280-events',
    'onboarding-402',
    { width: 1280, height: 800 },
    'light',
    '#stage=activate-subscription&tab=exchange&view=events&row=13',
    async (page) => page.keyboard.press('b'),
  ],
  [
    '402-1280-files',
    'onboarding-402',
    { width: 1280, height: 800 },
    'light',
    '#stage=activate-subscription&tab=outputs&view=files&file=0&line=53',
    async (page) => page.keyboard.press('b'),
  ],
  [
    '402-1280-search',
    'onboarding-402',
    { width: 1280, height: 800 },
    'light',
    '',
    async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('3ds');
    },
  ],
  [
    '402-1280-help',
    'onboarding-402',
    { width: 1280, height: 800 },
    'dark',
    '',
    async (page) => page.keyboard.press('?'),
  ],
  ['nulls-1280', 'onboarding-402-nulls', { width: 1280, height: 800 }, 'light', ''],
  ['good-1280', 'onboarding-good', { width: 1280, height: 800 }, 'light', ''],
  ['500-1280', 'onboarding-500', { width: 1280, height: 800 }, 'light', ''],
  [
    '500-1280-exchange-dark',
    'onboarding-500',
    { width: 1280, height: 800 },
    'dark',
    '#stage=setup-payment&tab=exchange',
    async (page) => page.keyboard.press('b'),
  ],
  ['interrupted-1280', 'onboarding-interrupted', { width: 1280, height: 800 }, 'light', ''],
  ['hostile-1280', 'generated/hostile', { width: 1280, height: 800 }, 'light', ''],
  [
    'hostile-1280-exchange',
    'generated/hostile',
    { width: 1280, height: 800 },
    'light',
    '#stage=create-account&tab=exchange&view=run',
  ],
  [
    '402-print',
    'onboarding-402',
    { width: 800, height: 1100 },
    'light',
    '',
    async (page) => page.emulateMedia({ media: 'print' }),
  ],
  [
    '402-800-dark',
    'onboarding-402',
    { width: 800, height: 1200 },
    'dark',
    '#stage=activate-subscription&tab=exchange&view=events',
  ],
  [
    '402-1280-json',
    'onboarding-402',
    { width: 1280, height: 800 },
    'dark',
    '#stage=activate-subscription&tab=json&view=graph',
  ],
  ['5000-1280', 'generated/stages-5000', { width: 1280, height: 800 }, 'light', ''],
  [
    '5000-1280-graph',
    'generated/stages-5000',
    { width: 1280, height: 800 },
    'dark',
    '#view=graph',
    async (page) => page.getByText('Fit all').click(),
  ],
];
const browser = await launch();
for (const [name, source, viewport, colorScheme, hash, act] of pictures) {
  if (!name.includes(only)) continue;
  const { page, close } = await open(browser, write(name, fixture(source)) + hash, {
    viewport,
    colorScheme,
  });
  await page.waitForTimeout(150);
  if (act) await act(page).then(() => page.waitForTimeout(150));
  await page.screenshot({ path: `${to}${name}.png`, fullPage: viewport.width < 1000 });
  const { troubles } = await close();
  console.log(name, troubles.join(' | ').slice(0, 400));
}
await browser.close();
