import { useQuery } from '@tanstack/react-query';
import { deliveriesQuery, type Delivery } from '@/api/noticeSetting';
import { useI18n, type MessageKey } from '@/i18n';
import { QueryGate } from '@/shared/layout/states';
import { TimeText } from '@/shared/text/texts';
import css from './inbox.module.css';

/** How often the list is brought up to date while one looks at it. */
const AGAIN_MS = 5_000;

/** What became of what left the house. */
export function DeliveryList() {
  const { t } = useI18n();
  const query = useQuery({ ...deliveriesQuery, refetchInterval: AGAIN_MS });
  return (
    <QueryGate query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <p className={css.soft}>{t('inbox.deliveries_none')}</p>
        ) : (
          <>
            {items.map((one) => (
              <Line key={one.id} delivery={one} />
            ))}
          </>
        )
      }
    </QueryGate>
  );
}

function Line({ delivery: one }: { delivery: Delivery }) {
  const { t } = useI18n();
  const waits = one.state === 'waiting' && one.attempts > 0;
  return (
    <div className={css.row}>
      <strong>{t(`inbox.state_${one.state}` as MessageKey)}</strong>
      <span>{one.person.name}</span>
      <span className={css.soft}>
        {one.robot?.name ?? t(`inbox.way_${one.way}` as MessageKey)} · <TimeText at={one.changed_at} />
        {one.failure && ` · ${t(`inbox.why_${one.failure}` as MessageKey)}`}
        {waits && ` · ${t('inbox.attempts', { count: one.attempts })}`}
      </span>
    </div>
  );
}
