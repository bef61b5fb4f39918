import { getRouteApi, Link } from '@tanstack/react-router';
import { FolderLock, Plus } from 'lucide-react';
import { useMay } from '@/app/me';
import { create as importCreate } from '@/features/import/nav';
import { useT } from '@/i18n';
import { Page } from '@/shared/layout/Page';
import { Empty, Lines } from '@/shared/layout/states';
import { ButtonLink } from '../ButtonLink';
import { SEES_CUSTOMERS } from '../nav';
import { CustomerList } from './CustomerList';
import { useViews } from './views';

const route = getRouteApi('/frame/customers');

export function CustomersPage() {
  const may = useMay();
  return may(...SEES_CUSTOMERS) ? <Customers /> : <NoCustomers />;
}

/** Whoever keeps the house is not thereby a reader of customers. */
function NoCustomers() {
  const t = useT();
  return (
    <Page title={t('customer.title')}>
      <Empty icon={FolderLock} title={t('customer_list.none_for_you')} action={<Link to="/">{t('common.to_workbench')}</Link>}>
        {t('customer_list.none_for_you_text')}
      </Empty>
    </Page>
  );
}

function Customers() {
  const t = useT();
  const search = route.useSearch();
  const { views, known } = useViews();
  const view = views.find((one) => one.id === (search.view ?? null));

  if (view) return <CustomerList key={view.id ?? ''} view={view} views={views} />;
  return (
    <Page title={t('customer.title')} width="full">
      {known ? (
        <Empty title={t('customer_list.view_gone')} action={<Link to="/customers">{t('customer_list.view_all')}</Link>}>
          {t('customer_list.view_gone_text')}
        </Empty>
      ) : (
        <Lines />
      )}
    </Page>
  );
}

/** What usually comes first: bring in the workbook, or write down the first customer. */
export function FirstCustomers() {
  const t = useT();
  const may = useMay();
  const bring = importCreate.find((entry) => may(...entry.needs));
  return (
    <>
      {bring && (
        <ButtonLink to={bring.to}>{t('customer_list.import')}</ButtonLink>
      )}{' '}
      {may('customer.create') && (
        <ButtonLink to="/customers/new" main icon={<Plus size={16} />}>
          {t('customer.new')}
        </ButtonLink>
      )}
    </>
  );
}
