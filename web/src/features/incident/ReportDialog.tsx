import { useQueryClient } from '@tanstack/react-query';
import { Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';
import { newKey } from '@/api/http';
import { INCIDENT_KINDS, refreshIncidents, reportIncident, type IncidentKind } from '@/api/incident';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';
import { noticeInfo } from '@/shared/overlay/notice';

/** Reports a leak or the suspicion of one, by name or without. */
export function ReportDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const [key] = useState(newKey);
  const form = useForm<{ kind: IncidentKind; text: string; anonymous: boolean }, unknown>({
    initial: { kind: 'suspicion', text: '', anonymous: false },
    check: ({ text }): FieldErrors => (text.trim() ? {} : { '/text': t('incident.text_needed') }),
    submit: (values) => reportIncident({ ...values, text: values.text.trim() }, key),
    done: () => {
      onClose();
      noticeInfo(t('incident.sent'));
      void refreshIncidents(client);
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/kind': t('incident.kind'), '/text': t('incident.text') };
  return (
    <Dialog title={t('incident.report')} onClose={onClose} keepOpen={form.dirty} width={560}>
      <FormFrame form={form} labels={labels} action={t('incident.send')} onCancel={onClose}>
        <FormItem label={labels['/kind']} id={inputId('/kind')} error={errors['/kind']} group>
          {() => (
            <Radio.Group
              aria-label={labels['/kind']}
              value={values.kind}
              onChange={(event) => set({ kind: event.target.value as IncidentKind })}
              options={INCIDENT_KINDS.map((one) => ({ value: one, label: t(`incident.kind_${one}`) }))}
            />
          )}
        </FormItem>
        <FormItem label={labels['/text']} id={inputId('/text')} error={errors['/text']} hint={t('incident.text_hint')} required>
          {(control) => (
            <Input.TextArea {...control} data-autofocus autoSize={{ minRows: 4, maxRows: 12 }} maxLength={4000} value={values.text} onChange={(event) => set({ text: event.target.value })} />
          )}
        </FormItem>
        <Checkbox checked={values.anonymous} onChange={(event) => set({ anonymous: event.target.checked })}>
          {t('incident.anonymous')}
        </Checkbox>
        <p>{t(values.anonymous ? 'incident.anonymous_hint' : 'incident.named_hint')}</p>
      </FormFrame>
    </Dialog>
  );
}
