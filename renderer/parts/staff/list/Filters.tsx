import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { View } from '../../../../shared/contract.ts';
import type { Settings } from '../../../../shared/settings.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { Chips } from '../Chips.tsx';
import type { Filter, Which } from './usePages.ts';

interface Props {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly list: View<'feedbackList'> | null;
  readonly settings: Settings;
  readonly onNew?: () => void;
}
const all: readonly Which[] = ['open', 'mine', 'approve', 'followUp', 'overdue', 'today', 'closed', 'archived'];

/** Which ones to see: by what has to be done, by number, by category; what is archived by month. */
export function Filters({ filter, onFilter, list, settings, onNew }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const count = (which: Which) => (which === 'archived' ? '' : ` ${list?.counts[which] ?? ''}`);
  const months = list?.months ?? [];
  return (
    <div className="ffilters">
      <Chips
        name={t('feedback.filter')}
        chosen={filter.which}
        choices={all.map((one) => ({ value: one, text: `${t(`feedback.filters.${one}`)}${count(one)}` }))}
        onChoose={(which) => onFilter({ ...filter, which })}
      />
      <div className="ffilters-line">
        <Input
          className="ffilters-search"
          type="search"
          allowClear
          maxLength={40}
          aria-label={t('feedback.search')}
          placeholder={t('feedback.search')}
          value={filter.search}
          onChange={(event) => onFilter({ ...filter, search: event.target.value.trimStart() })}
        />
        <Select
          className="ffilters-category"
          aria-label={t('feedback.category')}
          value={filter.category ?? ''}
          options={[{ value: '', label: t('feedback.allCategories') }, ...settings.categories.map((one) => ({ value: one.id, label: say(one.zh) }))]}
          onChange={(category) => onFilter({ ...filter, category: category === '' ? null : category })}
        />
        {filter.which === 'archived' && months.length > 0 && (
          <Select
            aria-label={t('feedback.month')}
            value={filter.month ?? months[0] ?? null}
            options={months.map((one) => ({ value: one, label: one }))}
            onChange={(month) => onFilter({ ...filter, month })}
          />
        )}
        {onNew !== undefined && (
          <Button type="primary" onClick={onNew}>
            {t('feedback.new')}
          </Button>
        )}
      </div>
      {list !== null && list.passedUp > 0 && <p className="ffilters-up">{t('feedback.passedUp', { n: list.passedUp })}</p>}
    </div>
  );
}
