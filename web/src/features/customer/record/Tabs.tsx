import { Link } from '@tanstack/react-router';
import type { Customer } from '@/api/customer';
import { useT } from '@/i18n';
import tabs from '@/shared/layout/tabs.module.css';
import { Items } from '@/features/loan/Items';
import type { Card } from '../catalogue';
import { TABS, type RecordSearch, type RecordTab } from '../routes';
import { Contacts } from './Contacts';
import { Facts } from './Facts';
import { Interactions } from './Interactions';
import { SeenBy } from './SeenBy';
import { Shares } from './Shares';
import { Timeline, TIMELINE_FILTERS, type TimelineFilter } from './Timeline';
import css from './record.module.css';

interface Props {
  customer: Customer;
  card: Card;
  search: RecordSearch;
  onSearch: (next: RecordSearch) => void;
  /** In one column the facts are a tab among the others. */
  oneColumn: boolean;
}

/** The parts of a customer's file; the address says which one is open. */
export function RecordTabs({ customer, card, search, onSearch, oneColumn }: Props) {
  const t = useT();
  const offered = TABS.filter((tab) => (tab !== 'facts' || oneColumn) && (tab !== 'seen' || customer.actions.evidence?.answer === 'allow'));
  const tab: RecordTab = search.tab && offered.includes(search.tab) ? search.tab : oneColumn ? 'facts' : 'timeline';
  const filter = search.kind && search.kind in TIMELINE_FILTERS ? (search.kind as TimelineFilter) : null;

  return (
    <>
      <nav className={`${tabs.tabs} ${css.tabs}`} aria-label={t('customer.parts')}>
        {offered.map((one) => (
          <Link key={one} to="." replace search={(before: object) => ({ ...before, tab: one, kind: undefined })} aria-current={one === tab ? 'page' : undefined} activeOptions={{ exact: true, includeSearch: true }}>
            {t(`customer.tab_${one}`)}
          </Link>
        ))}
      </nav>
      <div className={css.tabBody} data-tab={tab}>
        {tab === 'facts' && <Facts customer={customer} card={card} />}
        {tab === 'timeline' && <Timeline customer={customer.id} filter={filter} onFilter={(kind) => onSearch({ tab: 'timeline', kind: kind ?? undefined })} fields={card.fields} contactFields={card.contactFields} />}
        {tab === 'contacts' && <Contacts customer={customer} card={card} />}
        {tab === 'interactions' && <Interactions customer={customer} card={card} />}
        {tab === 'items' && <Items customer={customer} />}
        {tab === 'shares' && <Shares customer={customer} />}
        {tab === 'seen' && <SeenBy customer={customer.id} fields={card.fields} />}
      </div>
    </>
  );
}
