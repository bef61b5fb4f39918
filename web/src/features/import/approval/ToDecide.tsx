import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { waitingImportsQuery } from '@/api/import';
import { useT } from '@/i18n';
import { Section } from '@/shared/layout/Page';
import { TimeText } from '@/shared/text/texts';
import { planned } from '../planned';
import css from '../imports.module.css';

/** Imports of others that wait for one's approval. */
export function ToDecide() {
  const t = useT();
  const { data } = useQuery(waitingImportsQuery);
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t('import.to_decide')} hint={t('import.to_decide_hint')}>
      <ul className={css.imports}>
        {items.map((one) => (
          <li key={one.id}>
            <Link to="/imports/$id" params={{ id: one.id }} className={css.importLine}>
              <span className={css.importName}>
                <strong>{one.file.name}</strong>
                <span>{one.approval?.applicant.name}</span>
              </span>
              <span className={css.importAbout}>{planned(one.counts, t)}</span>
              <span className={`${css.status} ${css.status_ready ?? ''}`}>{t('import.status_awaiting_approval')}</span>
              <span className={css.importTime}>
                <TimeText at={one.approval?.asked_at ?? one.updated_at} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
