import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { customerQuery, type Customer } from '@/api/customer';
import { useT } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Lines, QueryGate } from '@/shared/layout/states';
import { SidePanel } from '@/shared/overlay/SidePanel';
import { useCard } from '../catalogue';
import type { RecordSearch } from '../routes';
import { Classified } from '@/shared/layout/Watermark';
import { LevelBadge } from '../LevelBadge';
import { LockedNote } from './LockedNote';
import { NameDoubt, RecordActions, RecordLine } from './RecordHead';
import { RecordTabs } from './Tabs';
import css from './record.module.css';

interface Props {
  id: string;
  search: RecordSearch;
  onSearch: (next: RecordSearch) => void;
  onClose: () => void;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
}

/** A customer beside the list. */
export function CustomerPanel({ id, search, onSearch, onClose, onPrevious, onNext }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const query = useQuery(customerQuery(id));
  const customer = query.data;
  return (
    <SidePanel
      width={600}
      title={
        customer ? (
          <>
            {customer.name} <LevelBadge level={customer.secrecy.level} label={customer.secrecy.label} /> <NameDoubt customer={customer} />
          </>
        ) : (
          t('customer.title')
        )
      }
      fullHref={`/customers/${id}`}
      onFull={() => void navigate({ to: '/customers/$id', params: { id }, search: { ...(search.tab ? { tab: search.tab } : {}) } })}
      onClose={onClose}
      onPrevious={onPrevious}
      onNext={onNext}
      actions={customer && <RecordActions customer={customer} />}
    >
      <QueryGate query={query} loading={<Lines count={10} />}>
        {(one) => <PanelBody customer={one} search={search} onSearch={onSearch} />}
      </QueryGate>
    </SidePanel>
  );
}

function PanelBody({ customer, search, onSearch }: { customer: Customer; search: RecordSearch; onSearch: (next: RecordSearch) => void }) {
  const { card, error, retry } = useCard(customer);
  return (
    <Classified of={customer}>
      <RecordLine customer={customer} />
      {customer.locked ? (
        <LockedNote customer={customer} />
      ) : card ? (
        <div className={css.one}>
          <RecordTabs customer={customer} card={card} search={search} onSearch={onSearch} oneColumn />
        </div>
      ) : error ? (
        <ProblemNote error={error} onRetry={retry} />
      ) : (
        <Lines count={8} />
      )}
    </Classified>
  );
}
