import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from './i18n/index.ts';
import { Bands } from './parts/Bands.tsx';
import { CrashBoundary } from './parts/Crash.tsx';
import { HostProvider } from './parts/host.tsx';
import { LinkProvider } from './parts/link.tsx';
import './parts/theme.css';

/** A chunk each, so that the kiosk and the board load no antd. Not React.lazy: Suspense would hold the first content back. */
const screens = {
  home: async () => (await import('./screens/setup/Home.tsx')).Home,
  kiosk: async () => (await import('./screens/kiosk/Kiosk.tsx')).Kiosk,
  counter: async () => (await import('./screens/counter/Counter.tsx')).Counter,
  strip: async () => (await import('./screens/counter/Strip.tsx')).Strip,
  board: async () => (await import('./screens/display/Board.tsx')).Board,
  guide: async () => (await import('./screens/guide/Guide.tsx')).Guide,
  manager: async () => (await import('./screens/manager/Manager.tsx')).Manager,
};
type ScreenName = keyof typeof screens;

async function start(): Promise<void> {
  if (import.meta.env.DEV && window.hall === undefined) (await import('./dev/fakeHall.ts')).installFakeHall();
  const asked = new URLSearchParams(location.search);
  const name = asked.get('screen') ?? 'home';
  const screen: ScreenName = Object.hasOwn(screens, name) ? (name as ScreenName) : 'home';
  startI18n(screen, asked.get('lang'));
  const Screen = await screens[screen]();
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <CrashBoundary>
        <LinkProvider>
          <HostProvider>
            <div className="window">
              <Bands screen={screen} />
              <div className="screen">
                <Screen />
              </div>
            </div>
          </HostProvider>
        </LinkProvider>
      </CrashBoundary>
    </StrictMode>,
  );
}

void start();
