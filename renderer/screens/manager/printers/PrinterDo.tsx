import { Button, Modal, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Printing } from '../../../../shared/printing.ts';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { useAction } from '../../../parts/useAction.ts';
import type { PrinterRow } from './PrinterList.tsx';
import { withoutPrinter } from './section.ts';
import { useConfigure } from './useConfigure.ts';

interface Props {
  readonly printer: PrinterRow;
  readonly section: Printing;
  readonly onEdit: () => void;
  /** A test page was asked for: its slip. */
  readonly onTest: (slip: string) => void;
}

/** What can be done with a printer. */
export function PrinterDo({ printer, section, onEdit, onTest }: Props) {
  const { t, i18n } = useTranslation();
  const action = useAction();
  const test = () =>
    action.run('slip.print', { kind: 'test', of: printer.id, english: i18n.language.startsWith('en') }, (asked) => onTest(asked.slip));
  return (
    <>
      <div className="op-line">
        <Button size="small" disabled={action.busy} onClick={test}>
          {t('printing.kind.test')}
        </Button>
        <Popconfirm
          title={t('printing.manager.newRollSure')}
          okText={t('printing.manager.newRoll')}
          cancelText={t('common.cancel')}
          onConfirm={() => action.run('printer.newRoll', { printer: printer.id })}
        >
          <Button size="small" disabled={action.busy}>
            {t('printing.manager.newRoll')}
          </Button>
        </Popconfirm>
        <Button size="small" onClick={onEdit}>
          {t('manager.settings.edit')}
        </Button>
        <Remove printer={printer} section={section} />
      </div>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </>
  );
}

function Remove({ printer, section }: Pick<Props, 'printer' | 'section'>) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { action, save } = useConfigure(section);
  const next = section.printers.find((one) => one.id === printer.next);
  const close = () => {
    setAsking(false);
    action.dismiss();
  };
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {t('printing.manager.remove')}
      </Button>
      <Modal
        open={asking}
        title={t('printing.manager.removeTitle', { name: printer.name })}
        onCancel={close}
        footer={[
          <Button key="no" onClick={close}>
            {t('common.cancel')}
          </Button>,
          <Button key="yes" danger type="primary" loading={action.busy} onClick={() => save((now) => withoutPrinter(now, printer.id), close)}>
            {t('printing.manager.removeDo')}
          </Button>,
        ]}
      >
        <p>{next === undefined ? t('printing.manager.removeSure') : t('printing.manager.removeNext', { name: next.name })}</p>
        <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      </Modal>
    </>
  );
}
