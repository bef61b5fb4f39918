import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { ArrowLeftRight, Merge as MergeIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { mergeCustomers, proposalQuery, refreshMerged, type MergeProposal } from '@/api/merge';
import { isProblem } from '@/api/problem';
import { useT } from '@/i18n';
import { useWhy } from '@/shared/layout/Locked';
import { Page, Section } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines, NotFound } from '@/shared/layout/states';
import { noticeInfo } from '@/shared/overlay/notice';
import { ContactFolds } from './ContactFolds';
import { FactChoices } from './FactChoices';
import { Files } from './Files';
import { inputOf, NOTHING_DECIDED, summary, type Plan } from './plan';
import css from './merge.module.css';

const route = getRouteApi('/frame/customers/merge');

/** Two files of one customer side by side, to become one. */
export function MergePage() {
  const t = useT();
  const { a, b } = route.useSearch();
  return (
    <Page title={t('merge.title')}>
      {a && b ? (
        <Pair key={`${a} ${b}`} a={a} b={b} />
      ) : (
        <Empty icon={MergeIcon} title={t('merge.pick_two')} action={<Link to="/customers">{t('customer.to_list')}</Link>}>
          {t('merge.pick_two_text')}
        </Empty>
      )}
    </Page>
  );
}

function Pair({ a, b }: { a: string; b: string }) {
  const t = useT();
  const { kept } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(proposalQuery(a, b));
  // What is suggested stands on the left, until somebody says otherwise.
  const turned = !kept && query.data?.suggested === 'other';
  const turn = () => void navigate({ search: { a: b, b: a, kept: true }, replace: true });
  useEffect(() => {
    if (turned) turn();
  });
  if (query.error) {
    return isProblem(query.error, 'not_found') ? (
      <NotFound>
        <Link to="/customers">{t('customer.to_list')}</Link>
      </NotFound>
    ) : (
      <ProblemNote error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  if (!query.data || turned) return <Lines count={12} />;
  return <Proposed proposal={query.data} onTurn={turn} onStale={() => void query.refetch()} />;
}

function Proposed({ proposal, onTurn, onStale }: { proposal: MergeProposal; onTurn: () => void; onStale: () => void }) {
  const t = useT();
  const [plan, setPlan] = useState<Plan>(NOTHING_DECIDED);
  return (
    <div className={css.page}>
      <Files proposal={proposal} />
      <div className={css.turn}>
        <Button icon={<ArrowLeftRight size={14} />} onClick={onTurn}>
          {t('merge.turn')}
        </Button>
        <span className={css.quiet}>{t('merge.turn_hint')}</span>
      </div>
      <FactChoices proposal={proposal} plan={plan} onChoose={(field, keep) => setPlan({ ...plan, choices: { ...plan.choices, [field]: keep } })} />
      {proposal.other.contacts.length > 0 && (
        <ContactFolds proposal={proposal} plan={plan} onFold={(id, into) => setPlan({ ...plan, contacts: { ...plan.contacts, [id]: into } })} />
      )}
      <Deed proposal={proposal} plan={plan} onStale={onStale} />
    </div>
  );
}

/** What will happen, in words, and the button. */
function Deed({ proposal, plan, onStale }: { proposal: MergeProposal; plan: Plan; onStale: () => void }) {
  const t = useT();
  const why = useWhy()(proposal.action);
  const client = useQueryClient();
  const navigate = route.useNavigate();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const { survivor, other } = proposal;
  const told = summary(proposal, plan);
  const missing = asked && !reason.trim();

  const merge = async () => {
    setAsked(true);
    if (!reason.trim()) {
      document.getElementById('merge-reason')?.focus();
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      await mergeCustomers(survivor.id, survivor.version, inputOf(proposal, plan, reason.trim()));
      await navigate({ to: '/customers/$id', params: { id: survivor.id }, search: {}, replace: true });
      noticeInfo(t('merge.done', { code: other.code, name: other.name }));
      await refreshMerged(client, survivor.id, other.id);
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  const stale = isProblem(failure, 'precondition_failed');

  return (
    <Section title={t('merge.then')}>
      <p className={css.sentence}>
        {t('merge.sentence', {
          other: `${other.code} ${other.name}`,
          survivor: `${survivor.code} ${survivor.name}`,
          contacts: told.contacts,
          interactions: told.interactions,
          facts: told.facts,
        })}
        {told.folded > 0 && t('merge.sentence_folded', { count: told.folded })}
        {told.shares > 0 && t('merge.sentence_shares', { count: told.shares })}
        {told.givenUp > 0 && t('merge.sentence_given_up', { count: told.givenUp })}
        {t('merge.sentence_end')}
      </p>
      {why !== null ? (
        <p className={css.refused} role="status">
          {t('merge.may_not', { why })}
        </p>
      ) : (
        <form
          className={css.deed}
          onSubmit={(event) => {
            event.preventDefault();
            void merge();
          }}
        >
          <label htmlFor="merge-reason">{t('customer.reason')}</label>
          <Input
            id="merge-reason"
            autoComplete="off"
            maxLength={500}
            value={reason}
            placeholder={t('merge.reason_example')}
            aria-invalid={missing}
            aria-describedby={missing ? 'merge-reason-missing' : undefined}
            {...(missing ? { status: 'error' as const } : {})}
            onChange={(event) => setReason(event.target.value)}
          />
          {missing && (
            <p id="merge-reason-missing" className={css.missing}>
              {t('customer.reason_needed')}
            </p>
          )}
          {failure !== null && <ProblemNote error={failure} {...(stale ? { onRetry: onStale } : {})} />}
          <div className={css.buttons}>
            <Button type="primary" htmlType="submit" loading={busy} icon={<MergeIcon size={14} />}>
              {t('merge.merge')}
            </Button>
          </div>
        </form>
      )}
    </Section>
  );
}
