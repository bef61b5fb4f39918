import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { customerCountQuery } from '@/api/customer';
import type { CatalogueField } from '@/api/field';
import { templateQuery, templatesQuery } from '@/api/template';
import { useMay } from '@/app/me';
import { useT } from '@/i18n';
import { formatCount } from '@/shared/text/format';
import { useLevels } from '../levels';
import css from '../template.module.css';

/** The cards on which a field stands, and how many customers have it filled in. */
export function WhereUsed({ field }: { field: CatalogueField }) {
  const t = useT();
  const may = useMay();
  const { first } = useLevels();
  // A department's own field stands on the department's cards only.
  const level = field.department_id ?? first;
  const templates = useQuery(templatesQuery);
  const cards = useQueries({ queries: (templates.data?.items ?? []).filter((one) => one.active).map((one) => templateQuery(one.code, level)) });
  const on = cards.flatMap(({ data }) => {
    const groups = field.subject === 'contact' ? data?.contact : data?.groups;
    return data && groups?.some((group) => group.fields.some((one) => one.key === field.key && !one.hidden)) ? [data] : [];
  });
  const countable = field.filterable && field.subject === 'customer' && may('customer.view');
  const filter = `${field.key}:present`;
  const count = useQuery({ ...customerCountQuery([filter]), enabled: countable });
  return (
    <section className={css.block}>
      <h3>{t('template.where_used')}</h3>
      {cards.some((one) => one.isPending) ? (
        <p className={css.quiet}>{t('common.loading')}</p>
      ) : on.length === 0 ? (
        <p className={css.quiet}>{t('template.on_no_card')}</p>
      ) : (
        <ul className={css.used}>
          {on.map((card) => (
            <li key={card.code}>
              <Link to="/templates/$code" params={{ code: card.code }} search={{ level, ...(field.subject === 'contact' ? { side: 'contact' as const } : {}) }}>
                {card.name}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {countable && count.data && (
        <p>
          {count.data.count > 0 ? (
            <Link to="/customers" search={{ f: [filter] }}>
              {t('template.filled_in', { count: formatCount(count.data.count, count.data.capped) })}
            </Link>
          ) : (
            <span className={css.quiet}>{t('template.filled_nowhere')}</span>
          )}
        </p>
      )}
    </section>
  );
}
