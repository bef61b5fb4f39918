import type { CustomerRow } from '@/api/customer';
import { useI18n } from '@/i18n';
import { groupPhone } from '@/shared/text/format';
import { Highlight } from '@/shared/text/Highlight';
import css from './list.module.css';

/** The name of a row with what was searched for marked, and what else matched beside it. */
export function MatchedName({ row, words }: { row: CustomerRow; words: string }) {
  const { t, maybe } = useI18n();
  const { matched } = row;
  if (!matched) return <span>{row.name}</span>;
  // The name and the code are there to be read anyway; anything else that matched is named.
  const named = maybe(`common.matched_${matched.field}`);
  const bySound = matched.field === 'pinyin' || matched.field === 'initials';
  const text = matched.field === 'phone' ? groupPhone(matched.text) : matched.text;
  return (
    <>
      <span>
        <Highlight text={row.name} q={words} />
      </span>
      {(named !== undefined || matched.nearly) && (
        <span className={css.why}>
          {matched.nearly && `${t('common.matched_nearly')} `}
          {named}
          {named && !(bySound && matched.text === row.name) && (
            <>
              {' '}
              <Highlight text={text} q={words} />
            </>
          )}
        </span>
      )}
    </>
  );
}
