import { useNavigate } from '@tanstack/react-router';
import { Dropdown } from 'antd';
import { ArrowRightLeft, CircleHelp, Contact, EllipsisVertical, FilePen, FileLock2, LayoutTemplate, Megaphone, Merge, PencilLine, ShieldHalf, Siren } from 'lucide-react';
import { useState } from 'react';
import { downloadCustomerCard } from '@/api/card';
import type { Customer } from '@/api/customer';
import type { Id } from '@/api/types';
import { useMe } from '@/app/me';
import { CorrectionDialog } from '@/features/correction/CorrectionDialog';
import { CustomerDuties } from '@/features/obligation/CustomerDuties';
import { ReportDialog } from '@/features/obligation/ReportDialog';
import { FormerLine } from '@/features/merge/FormerLine';
import { MergeWithDialog } from '@/features/merge/MergeWithDialog';
import { NewsDialog } from '@/features/news/NewsDialog';
import { useT } from '@/i18n';
import { useWhy } from '@/shared/layout/Locked';
import { Dialog } from '@/shared/overlay/Dialog';
import { noticeError } from '@/shared/overlay/notice';
import { TimeText } from '@/shared/text/texts';
import { useTemplateName } from '../catalogue';
import { Completeness } from '../Completeness';
import { Act } from './Act';
import { AssignDialog } from './AssignDialog';
import { DoubtDialog, DoubtTag, type Doubting } from './Doubt';
import { InteractionForm } from './InteractionForm';
import { TemplateDialog } from './TemplateDialog';
import css from './record.module.css';

/** Whose the customer is, when it was last dealt with, how full its card is. */
export function RecordLine({ customer, heading = false }: { customer: Customer; heading?: boolean }) {
  const t = useT();
  const templateName = useTemplateName();
  return (
    <dl className={css.line}>
      {!heading && (
        <div>
          <dt>{t('customer.code')}</dt>
          <dd className={css.figures}>{customer.code}</dd>
        </div>
      )}
      <div>
        <dt>{t('customer.owner')}</dt>
        <dd>
          {customer.owner.name}
          <span className={css.quiet}> · {customer.department.name}</span>
        </dd>
      </div>
      <div>
        <dt>{t('customer.template')}</dt>
        <dd>{templateName(customer.template) ?? customer.template}</dd>
      </div>
      <div>
        <dt>{t('customer.last_contact')}</dt>
        <dd>{customer.last_contact_at ? <TimeText at={customer.last_contact_at} /> : t('customer_list.never')}</dd>
      </div>
      <div>
        <dt>{t('customer.completeness')}</dt>
        <dd>
          <Completeness percent={customer.completeness} />
        </dd>
      </div>
      <CustomerDuties customer={customer.id} />
      <FormerLine customer={customer} />
    </dl>
  );
}

/** A doubt about the name stands beside the name. */
export function NameDoubt({ customer }: { customer: Customer }) {
  const t = useT();
  const [doubting, setDoubting] = useState<Doubting | null>(null);
  const mark = customer.uncertain.find((one) => one.field === 'name' && !one.contact_id);
  return (
    <>
      {mark && <DoubtTag mark={mark} verify={customer.actions.verify} onVerify={() => setDoubting({ deed: 'verify', field: 'name', label: t('customer.name') })} />}
      {doubting && <DoubtDialog customer={customer.id} doubting={doubting} onClose={() => setDoubting(null)} />}
    </>
  );
}

/** What may be proposed about the level: by its owner, and by whoever answers for customer data. */
function levelRequests(customer: Customer, me: Id): ('level_change' | 'declassify')[] {
  const proposes = customer.owner.id === me || customer.actions.set_level?.request === 'level_change';
  if (!proposes) return [];
  return customer.secrecy.level === 'internal' ? ['level_change'] : ['level_change', 'declassify'];
}

/** What can be done with the whole customer. */
export function RecordActions({ customer }: { customer: Customer }) {
  const t = useT();
  const why = useWhy();
  const me = useMe();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'assign' | 'template' | 'log' | 'merge' | 'report' | 'correct' | 'news' | null>(null);
  const [doubting, setDoubting] = useState<Doubting | null>(null);
  const editable = why(customer.actions.edit) === null;
  const named = customer.uncertain.some((one) => one.field === 'name' && !one.contact_id);
  return (
    <>
      <Act answer={customer.actions.assign} icon={<ArrowRightLeft size={14} />} onClick={() => setAsking('assign')}>
        {t('customer.assign')}
      </Act>
      <Act answer={customer.actions.record} icon={<Megaphone size={14} />} onClick={() => setAsking('report')}>
        {t('obligation.report')}
      </Act>
      <Act answer={customer.actions.record} type="primary" icon={<PencilLine size={14} />} onClick={() => setAsking('log')}>
        {t('customer.log')}
      </Act>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [
            ...(editable ? [{ key: 'template', icon: <LayoutTemplate size={14} />, label: t('customer.change_template'), onClick: () => setAsking('template') }] : []),
            ...(editable && why(customer.actions.merge) === null ? [{ key: 'merge', icon: <Merge size={14} />, label: t('merge.menu'), onClick: () => setAsking('merge') }] : []),
            ...(why(customer.actions.record) === null
              ? [
                  { key: 'correct', icon: <FilePen size={14} />, label: t('correction.report'), onClick: () => setAsking('correct') },
                  { key: 'news', icon: <Siren size={14} />, label: t('news.report'), onClick: () => setAsking('news') },
                ]
              : []),
            ...levelRequests(customer, me.person.id).map((kind) => ({
              key: kind,
              icon: <ShieldHalf size={14} />,
              label: t(`request.ask_${kind}`),
              onClick: () => void navigate({ to: '/requests', search: { kind, customer: customer.id } }),
            })),
            ...(['copy', 'disclosure'] as const).map((kind) => ({
              key: kind,
              icon: <FileLock2 size={14} />,
              label: t(`request.ask_${kind}`),
              onClick: () => void navigate({ to: '/requests', search: { kind, customer: customer.id } }),
            })),
            { key: 'card', icon: <Contact size={14} />, label: t('card.download_all'), onClick: () => void downloadCustomerCard(customer.id, customer.name).catch(noticeError) },
            ...(named || !editable ? [] : [{ key: 'doubt', icon: <CircleHelp size={14} />, label: t('customer.doubt_name'), onClick: () => setDoubting({ deed: 'doubt', field: 'name', label: t('customer.name') }) }]),
          ],
        }}
      >
        <button type="button" className={css.moreButton} aria-label={t('common.more')} title={t('common.more')}>
          <EllipsisVertical size={16} aria-hidden />
        </button>
      </Dropdown>
      {asking === 'assign' && <AssignDialog customer={customer} onClose={() => setAsking(null)} />}
      {asking === 'log' && (
        <Dialog title={t('customer.log_title', { name: customer.name })} onClose={() => setAsking(null)} width={560} keepOpen>
          <InteractionForm customer={customer.id} onClose={() => setAsking(null)} />
        </Dialog>
      )}
      {asking === 'report' && <ReportDialog customer={customer} onClose={() => setAsking(null)} />}
      {asking === 'template' && <TemplateDialog customer={customer} onClose={() => setAsking(null)} />}
      {asking === 'merge' && <MergeWithDialog customer={customer} onClose={() => setAsking(null)} />}
      {asking === 'correct' && <CorrectionDialog customer={customer} onClose={() => setAsking(null)} />}
      {asking === 'news' && <NewsDialog customer={{ id: customer.id, name: customer.name }} onClose={() => setAsking(null)} />}
      {doubting && <DoubtDialog customer={customer.id} doubting={doubting} onClose={() => setDoubting(null)} />}
    </>
  );
}
