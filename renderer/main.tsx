import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from './i18n/index.ts';
import { Bands } from './parts/Bands.tsx';
import { CrashBoundary } from './parts/Crash.tsx';
import { HostProvider } from './parts/host.tsx';
import { LinkProvider } from './parts/link.tsx';
import type { ScreenName } from './parts/linkBand.ts';
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
  join: async () => (await import('./browser/Join.tsx')).Join,
} satisfies Record<ScreenName, unknown>;

/** The screen to show, once there is a way to the hall: through preload, in a browser through a socket. */
async function prepare(asked: URLSearchParams): Promise<ScreenName> {
  if (window.hall === undefined) {
    if (!import.meta.env.DEV || asked.get('link') === 'ws') return (await import('./browser/install.ts')).installBrowserBridge(asked);
    (await import('./dev/fakeHall.ts')).installFakeHall();
  }
  const name = asked.get('screen') ?? 'home';
  return Object.hasOwn(screens, name) ? (name as ScreenName) : 'home';
}

async function start(): Promise<void> {
  const asked = new URLSearchParams(location.search);
  const screen = await prepare(asked);
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
