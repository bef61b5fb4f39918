import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { approveVersion, discardVersion, proposeVersion, refreshRegulation, refuseVersion, withdrawVersion, type Version } from '@/api/regulation';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { Dialog } from '@/shared/overlay/Dialog';

type Asked = 'propose' | 'approve' | 'refuse' | 'withdraw' | 'discard';

/** What may be done with a version now. */
export function VersionActions({ version }: { version: Version }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked | null>(null);
  const may = (act: keyof Version['actions']) => version.actions[act].answer === 'allow';
  const close = () => setAsked(null);
  const { id } = version;
  const discard = async () => {
    await discardVersion(id, version.version);
    await navigate({ to: '/regulation/versions' });
    client.removeQueries({ queryKey: ['regulation', 'version', id] });
    await refreshRegulation(client);
  };
  return (
    <>
      {version.standing === 'draft' && may('edit') && (
        <>
          <Button onClick={() => setAsked('discard')}>{t('regulation.discard')}</Button>
          <Button type="primary" onClick={() => setAsked('propose')}>
            {t('regulation.propose')}
          </Button>
        </>
      )}
      {version.standing === 'proposed' && (
        <>
          {may('withdraw') && <Button onClick={() => setAsked('withdraw')}>{t('regulation.withdraw')}</Button>}
          {may('decide') && (
            <>
              <Button onClick={() => setAsked('refuse')}>{t('regulation.refuse')}</Button>
              <Button type="primary" onClick={() => setAsked('approve')}>
                {t('regulation.approve')}
              </Button>
            </>
          )}
        </>
      )}
      {asked === 'propose' && <DayDialog kind="propose" version={version} onClose={close} />}
      {asked === 'approve' && <DayDialog kind="approve" version={version} onClose={close} />}
      {asked === 'refuse' && <RefuseDialog version={version} onClose={close} />}
      {asked === 'withdraw' && (
        <ConfirmDanger
          title={t('regulation.withdraw_title')}
          action={t('regulation.withdraw')}
          danger={false}
          onClose={close}
          onConfirm={async () => {
            await withdrawVersion(id, version.version);
            await refreshRegulation(client);
          }}
        >
          <p>{t('regulation.withdraw_text')}</p>
        </ConfirmDanger>
      )}
      {asked === 'discard' && (
        <ConfirmDanger title={t('regulation.discard_title')} action={t('regulation.discard')} onClose={close} onConfirm={discard}>
          <p>{t('regulation.discard_text')}</p>
        </ConfirmDanger>
      )}
    </>
  );
}

/** From which day: for whoever proposes, and for whoever approves. */
function DayDialog({ kind, version, onClose }: { kind: 'propose' | 'approve'; version: Version; onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const proposed = version.active_from && version.active_from > me.today ? version.active_from : me.today;
  const form = useForm<{ day: string; note: string }, unknown>({
    initial: { day: proposed, note: '' },
    version: version.version,
    check: (): FieldErrors => ({}),
    submit: ({ day, note }, seen) => (kind === 'propose' ? proposeVersion(version.id, seen, day, note.trim() || null) : approveVersion(version.id, seen, day)),
    done: () => {
      onClose();
      void refreshRegulation(client);
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/active_from': t('regulation.from_day'), '/note': t('regulation.note') };
  return (
    <Dialog title={t(`regulation.${kind}_title`)} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t(`regulation.${kind}`)} onCancel={onClose}>
        <p>{t(values.day === me.today ? `regulation.${kind}_today` : `regulation.${kind}_text`)}</p>
        <FormItem label={labels['/active_from']} id={inputId('/active_from')} error={errors['/active_from']} required>
          {(control) => (
            <DatePicker
              {...control}
              style={{ width: '100%' }}
              allowClear={false}
              value={dayjs(values.day)}
              minDate={dayjs(me.today)}
              onChange={(day) => set({ day: day ? day.format('YYYY-MM-DD') : values.day })}
            />
          )}
        </FormItem>
        {kind === 'propose' && (
          <FormItem label={labels['/note']} id={inputId('/note')} error={errors['/note']}>
            {(control) => <Input.TextArea {...control} rows={3} maxLength={500} value={values.note} onChange={(event) => set({ note: event.target.value })} />}
          </FormItem>
        )}
      </FormFrame>
    </Dialog>
  );
}

function RefuseDialog({ version, onClose }: { version: Version; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<{ reason: string }, unknown>({
    initial: { reason: '' },
    version: version.version,
    check: ({ reason }): FieldErrors => (reason.trim() ? {} : { '/reason': t('customer.reason_needed') }),
    submit: ({ reason }, seen) => refuseVersion(version.id, seen, reason.trim()),
    done: () => {
      onClose();
      void refreshRegulation(client);
    },
  });
  const labels = { '/reason': t('regulation.reason') };
  return (
    <Dialog title={t('regulation.refuse_title')} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t('regulation.refuse')} onCancel={onClose}>
        <FormItem label={labels['/reason']} id={form.inputId('/reason')} error={form.errors['/reason']} required>
          {(control) => <Input.TextArea {...control} rows={3} maxLength={500} value={form.values.reason} onChange={(event) => form.set({ reason: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
