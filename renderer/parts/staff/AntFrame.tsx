import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { causeWords } from '../../i18n/words/causes.ts';
import { handlingWords } from '../../i18n/words/handling.ts';
import { addWords } from '../../i18n/words/index.ts';
import { phraseWords } from '../../i18n/words/phrases.ts';
import { staffWords } from '../../i18n/words/staff.ts';
import './staff.css';

addWords(staffWords);
addWords(causeWords);
addWords(handlingWords);
addWords(phraseWords);

const theme = {
  token: {
    colorPrimary: '#00706b',
    colorInfo: '#00706b',
    colorError: '#a61b14',
    colorWarning: '#b36b00',
    colorTextPlaceholder: '#5f6b68',
    borderRadius: 6,
    motion: false,
    fontFamily: 'var(--font)',
  },
};

/** For fingers: nothing to press is lower than 48 pixels. */
const touchTheme = { token: { ...theme.token, controlHeight: 48, controlHeightSM: 48, controlHeightLG: 56, fontSize: 16 } };

interface Props {
  readonly children: ReactNode;
  readonly touch?: boolean;
}

/** antd in the hall's colours and the screen's language, for the screens that staff use. */
export function AntFrame({ children, touch = false }: Props) {
  const { i18n } = useTranslation();
  return (
    <ConfigProvider locale={i18n.language.startsWith('en') ? enUS : zhCN} theme={touch ? touchTheme : theme} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  );
}
