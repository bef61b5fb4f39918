import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { obligationsQuery } from '@/api/obligation';
import { useT } from '@/i18n';
import { Countdown } from './Countdown';

/** The countdown of what is to be done next about a customer; nothing where there is nothing. */
export function CustomerDuties({ customer }: { customer: string }) {
  const t = useT();
  const { data } = useInfiniteQuery(obligationsQuery({ customer_id: customer }, 20));
  const all = data?.pages[0]?.items ?? [];
  const next = all[0];
  if (!next) return null;
  return (
    <div>
      <dt>{t('obligation.next')}</dt>
      <dd>
        <Link to="/obligations" search={{ view: next.mine ? 'mine' : 'others', id: next.id }}>
          {next.title}
        </Link>{' '}
        <Countdown due={next} />
        {all.length > 1 && ` ${t('obligation.and_more', { count: all.length - 1 })}`}
      </dd>
    </div>
  );
}
