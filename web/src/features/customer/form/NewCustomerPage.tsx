import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Radio, Select } from 'antd';
import { cardTemplatesQuery } from '@/api/cardTemplate';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Lines } from '@/shared/layout/states';
import { PHONE } from '@/theme/tokens';
import { useMedia } from '@/theme/useScheme';
import { useCard } from '../catalogue';
import { CustomerForm } from './CustomerForm';
import css from './form.module.css';

const NOTHING = {};
const route = getRouteApi('/frame/customers/new');

export function NewCustomerPage() {
  return (
    <Needs anyOf={['customer.create']}>
      <NewCustomer />
    </Needs>
  );
}

/** Which card first; then what the card asks for. Another card keeps what was typed. */
function NewCustomer() {
  const t = useT();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const phone = useMedia(PHONE);
  const templates = useQuery(cardTemplatesQuery);
  const offered = (templates.data?.items ?? []).filter((one) => one.active);
  const chosen = offered.find((one) => one.code === search.template) ?? offered[0];
  const kind = chosen?.kind === 'both' ? (search.kind ?? 'organization') : (chosen?.kind ?? 'organization');
  const { card, error, retry } = useCard({ template: chosen?.code ?? '', kind, values: NOTHING, department: null });

  const cards = offered.map((one) => ({ value: one.code, label: one.name }));
  const pick = (template: string) => void navigate({ search: (before) => ({ ...before, template }), replace: true });

  return (
    <Page
      title={t('customer_form.title')}
      toolbar={
        chosen && (
          <div className={css.templates}>
            {phone || offered.length > 7 ? (
              <Select aria-label={t('customer.template')} className={css.templateSelect} value={chosen.code} onChange={pick} options={cards} />
            ) : (
              <Radio.Group optionType="button" buttonStyle="solid" aria-label={t('customer.template')} value={chosen.code} onChange={(event) => pick(event.target.value as string)} options={cards} />
            )}
            {chosen.kind === 'both' && (
              <Radio.Group
                aria-label={t('customer.kind')}
                value={kind}
                onChange={(event) => void navigate({ search: (before) => ({ ...before, kind: event.target.value as 'organization' | 'individual' }), replace: true })}
                options={[
                  { value: 'organization', label: t('customer.kind_organization') },
                  { value: 'individual', label: t('customer.kind_individual') },
                ]}
              />
            )}
          </div>
        )
      }
    >
      {card && chosen ? (
        <CustomerForm kind={kind} template={chosen.code} groups={card.groups} contact={card.contact} />
      ) : (templates.error ?? error) ? (
        <ProblemNote
          error={templates.error ?? error}
          onRetry={() => {
            void templates.refetch();
            retry();
          }}
        />
      ) : (
        <Lines count={10} />
      )}
    </Page>
  );
}
