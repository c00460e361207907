import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { View } from '../../../../shared/contract.ts';
import './alerts.css';

interface Props {
  readonly alerts: View<'alerts'> | null;
  readonly onOpen: (feedback: string) => void;
}

/** 重大 and media across the whole window until somebody has telephoned: 电话先行. */
export function AlertBand({ alerts, onOpen }: Props) {
  const { t } = useTranslation();
  const urgent = alerts?.telephone ?? [];
  if (urgent.length === 0) return null;
  return (
    <div className="alert-band" role="alert">
      <strong>{t('alerts.telephone')}</strong>
      {urgent.slice(0, 4).map((one) => (
        <Button key={one.feedback} size="small" className="digits" onClick={() => onOpen(one.feedback)}>
          {one.number}
        </Button>
      ))}
      <span>{t('alerts.telephoneHint')}</span>
    </div>
  );
}
