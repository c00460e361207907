import { Component, type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly children: ReactNode;
}
interface State {
  readonly crashed: boolean;
}

/** Anything thrown is a bug: it is logged, and the person is told whom to call. (Only a class can be a boundary.) */
export class CrashBoundary extends Component<Props, State> {
  override readonly state: State = { crashed: false };

  static getDerivedStateFromError(): State {
    return { crashed: true };
  }

  override componentDidMount(): void {
    window.addEventListener('error', this.onError);
    window.addEventListener('unhandledrejection', this.onRejection);
  }

  override componentWillUnmount(): void {
    window.removeEventListener('error', this.onError);
    window.removeEventListener('unhandledrejection', this.onRejection);
  }

  override render(): ReactNode {
    return this.state.crashed ? <CrashPage /> : this.props.children;
  }

  // Without an error object it is the browser's own notice (such as ResizeObserver's), not a bug of ours.
  private readonly onError = (event: ErrorEvent) => {
    if (event.error instanceof Error) this.setState({ crashed: true });
  };

  private readonly onRejection = (event: PromiseRejectionEvent) => {
    console.error(event.reason);
    this.setState({ crashed: true });
  };
}

/** A kiosk has nobody to press the button. */
const restartAfter = 20_000;

function CrashPage() {
  const { t } = useTranslation();
  useEffect(() => {
    const timer = setTimeout(() => location.reload(), restartAfter);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className="crash" role="alert">
      <h1>{t('common.crashTitle')}</h1>
      <p>{t('common.crashText')}</p>
      <button type="button" onClick={() => location.reload()}>
        {t('common.reload')}
      </button>
    </main>
  );
}
