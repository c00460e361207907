import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewParams } from '../../shared/contract.ts';
import { slipImage } from './receipt.ts';
import { useView } from './useView.ts';

type Props = ViewParams<'slip'> & { readonly className?: string };

/** The slip's preview, from the same document that is printed. A preview that fails leaves its place empty: the number is on the screen. */
export function Slip({ className, ...params }: Props) {
  const { t } = useTranslation();
  const { value } = useView('slip', params);
  const [image, setImage] = useState<string | null>(null);
  useEffect(() => {
    if (value === null) return;
    let gone = false;
    slipImage(value.document, value.columns).then(
      (made) => {
        if (!gone) setImage(made);
      },
      (cause: unknown) => console.error(cause),
    );
    return () => {
      gone = true;
    };
  }, [value]);
  if (value === null || image === null) return null;
  return <img className={className} src={image} alt={`${t('common.slip')} ${value.number}`} />;
}
