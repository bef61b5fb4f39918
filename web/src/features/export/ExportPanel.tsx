import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { Download, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { approveExport, exportQuery, refreshExports, refuseExport, type Export } from '@/api/export';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { LockMark } from '@/shared/layout/Locked';
import { Facts } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { Dialog } from '@/shared/overlay/Dialog';
import { SidePanel } from '@/shared/overlay/SidePanel';
import { formatCount } from '@/shared/text/format';
import { TimeText, Unknown } from '@/shared/text/texts';
import { contents } from './Contents';
import css from './export.module.css';
import { Progress } from './Progress';
import { State } from './State';
import { useFetching } from './useFetching';

interface Props {
  id: string;
  onClose: () => void;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
}

/** One export: what it was for, what is in it, who decided; and what there is to do. */
export function ExportPanel({ id, onClose, onPrevious, onNext }: Props) {
  const t = useT();
  const query = useQuery(exportQuery(id));
  const [asking, setAsking] = useState<'approve' | 'refuse' | null>(null);
  const fetching = useFetching();
  const one = query.data;
  const decides = one?.state === 'asked' && one.actions.decide.answer === 'allow';
  const fetches = one?.state === 'ready' && one.actions.fetch.answer === 'allow';
  return (
    <SidePanel
      title={one?.register ?? t('export.title')}
      onClose={onClose}
      onPrevious={onPrevious}
      onNext={onNext}
      actions={
        (decides && (
          <>
            <Button onClick={() => setAsking('refuse')}>{t('export.refuse')}</Button>
            <Button type="primary" onClick={() => setAsking('approve')}>
              {t('export.approve')}
            </Button>
          </>
        )) ||
        (fetches && (
          <Button type="primary" icon={<Download size={16} />} loading={fetching.one !== null} onClick={() => void fetching.start(one)}>
            {t('export.fetch')}
          </Button>
        ))
      }
    >
      <Progress fetching={fetching} />
      <QueryGate query={query}>{(found) => <Body one={found} />}</QueryGate>
      {one && asking === 'approve' && <Approve one={one} onClose={() => setAsking(null)} />}
      {one && asking === 'refuse' && <Refuse one={one} onClose={() => setAsking(null)} />}
    </SidePanel>
  );
}

function Body({ one }: { one: Export }) {
  const t = useT();
  const time = (at: string | null | undefined) => (at ? <TimeText at={at} /> : <Unknown />);
  return (
    <Facts
      items={[
        {
          label: t('export.state'),
          value: (
            <>
              <State one={one} /> {one.state === 'asked' && <LockMark answer={one.actions.decide} />}
            </>
          ),
        },
        { label: t('export.purpose'), value: one.purpose || <Unknown /> },
        { label: t('export.person'), value: one.department ? `${one.person.name} · ${one.department.name}` : one.person.name },
        { label: t('export.asked_at'), value: time(one.created_at) },
        {
          label: t('export.rows'),
          value: (
            <span className={css.figures}>
              {t('export.asked_rows', { count: formatCount(one.asked_rows) })}
              {one.started_at && ` · ${t('export.left_rows', { count: formatCount(one.left_rows) })}`}
            </span>
          ),
        },
        { label: t('export.format'), value: t(`export.format_${one.format}`) },
        ...contents(one, t),
        ...(one.decided_by
          ? [
              { label: t('export.decided_by'), value: one.decided_by.name },
              { label: t('export.decided_at'), value: time(one.decided_at) },
            ]
          : []),
        ...(one.decision_reason ? [{ label: t('export.reason'), value: one.decision_reason }] : []),
        ...(one.until && !one.started_at
          ? [
              {
                label: t('export.until'),
                value: (
                  <>
                    {time(one.until)} <span className={css.quiet}>{t('export.fetched_once')}</span>
                  </>
                ),
              },
            ]
          : []),
        ...(one.started_at ? [{ label: t('export.started_at'), value: time(one.started_at) }] : []),
        ...(one.ended_at ? [{ label: t('export.ended_at'), value: time(one.ended_at) }] : []),
        ...(typeof one.agrees_with_log === 'boolean' ? [{ label: t('export.log'), value: <Agreement agrees={one.agrees_with_log} /> }] : []),
      ]}
    />
  );
}

/** Whether the customers of the register are those of which the log tells. */
function Agreement({ agrees }: { agrees: boolean }) {
  const t = useT();
  const Icon = agrees ? ShieldCheck : ShieldAlert;
  return (
    <span className={agrees ? css.sound : css.broken}>
      <Icon size={16} aria-hidden /> {t(agrees ? 'export.log_agrees' : 'export.log_differs')}
    </span>
  );
}

function Approve({ one, onClose }: { one: Export; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  return (
    <ConfirmDanger
      title={t('export.approve_title', { register: one.register })}
      action={t('export.approve')}
      danger={false}
      onClose={onClose}
      onConfirm={async () => {
        await approveExport(one.id, one.version);
        await refreshExports(client);
      }}
    >
      <p>{t('export.approve_text', { name: one.person.name, purpose: one.purpose || '—' })}</p>
      <p>{t('export.asked_rows', { count: formatCount(one.asked_rows) })}</p>
    </ConfirmDanger>
  );
}

function Refuse({ one, onClose }: { one: Export; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const labels = { '/reason': t('export.refuse_reason') };
  const form = useForm<{ reason: string }, unknown>({
    initial: { reason: '' },
    version: one.version,
    check: (values): FieldErrors => (values.reason.trim() ? {} : { '/reason': t('account.please_fill') }),
    submit: (values, version) => refuseExport(one.id, values.reason.trim(), version),
    done: () => {
      onClose();
      void refreshExports(client);
    },
  });
  return (
    <Dialog title={t('export.refuse_title', { register: one.register })} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t('export.refuse')} onCancel={onClose}>
        <FormItem label={labels['/reason']} id={form.inputId('/reason')} error={form.errors['/reason']} hint={t('export.refuse_hint')} required>
          {(control) => <Input.TextArea {...control} rows={3} maxLength={200} value={form.values.reason} onChange={(event) => form.set({ reason: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
