import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from './i18n/index.ts';
import { Bands } from './parts/Bands.tsx';
import { CrashBoundary } from './parts/Crash.tsx';
import { HostProvider } from './parts/host.tsx';
import './parts/theme.css';

const screens = {
  home: lazy(() => import('./screens/setup/Home.tsx').then((module) => ({ default: module.Home }))),
  kiosk: lazy(() => import('./screens/kiosk/Kiosk.tsx').then((module) => ({ default: module.Kiosk }))),
  counter: lazy(() => import('./screens/counter/Counter.tsx').then((module) => ({ default: module.Counter }))),
  strip: lazy(() => import('./screens/counter/Strip.tsx').then((module) => ({ default: module.Strip }))),
  board: lazy(() => import('./screens/display/Board.tsx').then((module) => ({ default: module.Board }))),
  manager: lazy(() => import('./screens/manager/Manager.tsx').then((module) => ({ default: module.Manager }))),
};
type ScreenName = keyof typeof screens;

async function start(): Promise<void> {
  if (import.meta.env.DEV && window.hall === undefined) (await import('./dev/fakeHall.ts')).installFakeHall();
  const asked = new URLSearchParams(location.search);
  const name = asked.get('screen') ?? 'home';
  const screen: ScreenName = Object.hasOwn(screens, name) ? (name as ScreenName) : 'home';
  startI18n(screen, asked.get('lang'));
  const Screen = screens[screen];
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <CrashBoundary>
        <HostProvider>
          <div className="window">
            <Bands />
            <div className="screen">
              <Suspense fallback={null}>
                <Screen />
              </Suspense>
            </div>
          </div>
        </HostProvider>
      </CrashBoundary>
    </StrictMode>,
  );
}

void start();
