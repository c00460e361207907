import { useTranslation } from 'react-i18next';
import { useHost } from './host.tsx';

/** What has to be seen over every window: that nothing here counts, or that the host does not answer. */
export function Bands() {
  const { t } = useTranslation();
  const { app, linked } = useHost();
  return (
    <>
      {app?.demo === true && (
        <div className="band band-demo" role="note">
          {t('common.demo')}
        </div>
      )}
      {app?.rehearsal === true && app.demo !== true && (
        <div className="band band-demo" role="note">
          {t('common.rehearsal')}
        </div>
      )}
      {!linked && (
        <div className="band band-unlinked" role="status">
          {t('common.unlinked')}
        </div>
      )}
    </>
  );
}
