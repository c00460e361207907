import { useTranslation } from 'react-i18next';
import type { ScreenProblem } from '../api.ts';
import { problems } from '../i18n/problems.ts';

interface Props {
  readonly problem: ScreenProblem | null;
  readonly onAgain?: () => void;
  readonly onClose?: () => void;
  /** A customer is told whom to ask, not what broke inside. */
  readonly forCustomer?: boolean;
}
const inside = /^(store|hall|command|caller|view|keys|settings)\./;

/** A problem as a sentence and a button; nothing when there is none. It never takes the focus. */
export function ProblemNote({ problem, onAgain, onClose, forCustomer = false }: Props) {
  const { t, i18n } = useTranslation();
  if (problem === null) return null;
  const sentence = problems[problem.code];
  const words = i18n.language.startsWith('en') ? sentence.en : sentence.zh;
  return (
    <div className="note" role="alert">
      <span>{forCustomer && inside.test(problem.code) ? t('kiosk.callStaff') : words}</span>
      {sentence.button === 'again' && onAgain !== undefined && (
        <button type="button" onClick={onAgain}>
          {t('common.again')}
        </button>
      )}
      {sentence.button === 'reload' && (
        <button type="button" onClick={() => location.reload()}>
          {t('common.reload')}
        </button>
      )}
      {onClose !== undefined && (
        <button type="button" onClick={onClose}>
          {t('common.close')}
        </button>
      )}
    </div>
  );
}
