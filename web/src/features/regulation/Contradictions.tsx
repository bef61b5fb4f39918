import { Select } from 'antd';
import type { Book } from '@/api/regulation';
import { useI18n, type MessageKey } from '@/i18n';
import { labelText } from '@/shared/text/label';
import css from './regulation.module.css';

/** Where the regulations say different things, which holds and why; in a draft it can be settled. */
export function Contradictions({ book, onHold }: { book: Book; onHold?: (matter: string, pack: string) => void }) {
  const { t, locale } = useI18n();
  const between = book.contradictions.filter((one) => new Set(one.positions.map((position) => position.pack)).size > 1);
  if (between.length === 0) return null;
  return (
    <>
      <h3>{t('regulation.contradictions')}</h3>
      <ul className={css.contradictions}>
        {between.map((one) => (
          <li key={one.matter}>
            <ul>
              {one.positions.map((position) => (
                <li key={`${position.clause} ${labelText({ en: '', ...position.label }, locale)}`} data-holds={position.holds ? '' : undefined}>
                  <span className={css.number}>{position.clause}</span> {t('regulation.labelled', { label: labelText({ en: '', ...position.label }, locale), value: labelText({ en: '', ...position.words }, locale) })}
                </li>
              ))}
            </ul>
            <p className={css.quiet}>
              {onHold ? (
                <Select
                  size="small"
                  aria-label={t('regulation.holds')}
                  value={one.holds}
                  popupMatchSelectWidth={false}
                  options={[...new Set(one.positions.map((position) => position.pack))].map((pack) => ({ value: pack, label: t('regulation.pack_holds', { pack }) }))}
                  onChange={(pack) => onHold(one.matter, pack)}
                />
              ) : (
                t('regulation.pack_holds', { pack: one.holds })
              )}{' '}
              {t(`regulation.why_${one.why}` as MessageKey)}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
