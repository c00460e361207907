import { Button, Modal, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { useAction } from '../../../parts/useAction.ts';
import type { StationRow } from './attention.ts';

/** Whether a computer keeps the whole record and may take over. */
export function StandBySwitch({ row }: { readonly row: StationRow }) {
  const { t } = useTranslation();
  const action = useAction();
  return (
    <>
      <Switch
        aria-label={t('stations.standBy')}
        checked={row.standBy}
        loading={action.busy}
        onChange={(standBy) => action.run('station.change', { station: row.station, standBy })}
      />
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </>
  );
}

interface SureProps {
  readonly text: string;
  readonly press: string;
  readonly sure: string;
  readonly run: (done: () => void) => void;
  readonly action: ReturnType<typeof useAction>;
}

/** A button that says what will happen and asks once before it does. */
export function Sure({ text, press, sure, run, action }: SureProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
    action.dismiss();
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{press}</Button>
      <Modal
        open={asking}
        title={press}
        onCancel={close}
        footer={[
          <Button key="no" onClick={close}>
            {t('common.cancel')}
          </Button>,
          <Button key="yes" danger type="primary" loading={action.busy} onClick={() => run(close)}>
            {sure}
          </Button>,
        ]}
      >
        <p>{text}</p>
        <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      </Modal>
    </>
  );
}

/** Takes a device's access away, after saying what that does. */
export function Revoke({ station, name }: { readonly station: string; readonly name: string }) {
  const { t } = useTranslation();
  const action = useAction();
  return (
    <Sure
      press={t('stations.revoke')}
      text={t('stations.revokeSure', { name })}
      sure={t('stations.revokeDo')}
      action={action}
      run={(done) => action.run('station.revoke', { station }, done)}
    />
  );
}
