import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { clashCaseQuery, withdrawClash, type ClashCase } from '@/api/clash';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page, Section } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { Outcome } from './Outcome';
import { RulingForm } from './RulingForm';
import { SettleDialog } from './SettleDialog';
import { Sides } from './Sides';
import { State } from './State';
import { Statements } from './Statements';
import { useAgrees, useKeepClash } from './shared';
import css from './clash.module.css';

const route = getRouteApi('/frame/clashes/$id');

export function ClashPage() {
  return (
    <Needs anyOf={['customer.view']}>
      <Loaded />
    </Needs>
  );
}

function Loaded() {
  const { id } = route.useParams();
  const t = useT();
  const query = useQuery(clashCaseQuery(id));
  if (query.data) return <Case clash={query.data} />;
  return (
    <Page title={t('clash.title')}>
      <QueryGate query={query}>{() => null}</QueryGate>
    </Page>
  );
}

function Case({ clash }: { clash: ClashCase }) {
  const t = useT();
  const [settling, setSettling] = useState(false);
  const allowed = (act: keyof ClashCase['actions']) => clash.actions[act]?.answer === 'allow';
  return (
    <Page
      title={clash.customer?.name ?? clash.name}
      aside={<State clash={clash} />}
      actions={
        <>
          {clash.part === 'applicant' && !clash.customer && (
            <Link to="/requests" search={{ kind: 'view', clash: clash.id }}>
              {t('request.ask_view')}
            </Link>
          )}
          {allowed('withdraw') && <Withdraw clash={clash} />}
          {allowed('settle') && (
            <Button type="primary" onClick={() => setSettling(true)}>
              {t('clash.settle')}
            </Button>
          )}
        </>
      }
      toolbar={
        <p className={css.lead}>
          <Link to="/clashes" search={{ part: clash.part }}>
            {t('clash.title')}
          </Link>{' '}
          · <Lead clash={clash} />
        </p>
      }
    >
      {clash.state !== 'open' && <Outcome clash={clash} />}
      {clash.state === 'open' && clash.actions.rule?.reason === 'party_to_the_clash' && <p className={css.note}>{t('clash.party')}</p>}
      <Sides clash={clash} />
      {allowed('rule') && (
        <Section title={t('clash.decide')} hint={t('clash.decide_hint')}>
          <RulingForm key={clash.version} clash={clash} />
        </Section>
      )}
      <Statements clash={clash} may={allowed('answer')} />
      {settling && <SettleDialog clash={clash} onClose={() => setSettling(false)} />}
    </Page>
  );
}

/** In one sentence what this is about, from where one stands. */
function Lead({ clash }: { clash: ClashCase }) {
  const t = useT();
  const agrees = useAgrees(clash.agrees);
  const department = clash.part === 'owner' ? clash.applicant_department : clash.owner_department;
  return <>{t(`clash.lead_${clash.part}_${clash.wish}`, { name: clash.applicant.name, department, agrees })}</>;
}

function Withdraw({ clash }: { clash: ClashCase }) {
  const t = useT();
  const keep = useKeepClash(useQueryClient());
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('clash.withdraw')}</Button>
      {asking && (
        <ConfirmDanger
          title={t('clash.withdraw_title')}
          action={t('clash.withdraw')}
          onClose={() => setAsking(false)}
          onConfirm={async () => keep(await withdrawClash(clash.id, clash.version))}
        >
          <p>{t('clash.withdraw_text')}</p>
        </ConfirmDanger>
      )}
    </>
  );
}
