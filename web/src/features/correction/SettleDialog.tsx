import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { checkCorrection, refreshCorrections, refuseCorrection, type Correction } from '@/api/correction';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';

/** How an error was checked, or why it is none. */
export function SettleDialog({ correction, label, deed, onClose }: { correction: Correction; label: string; deed: 'check' | 'refuse'; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const checking = deed === 'check';
  const form = useForm<{ text: string }, unknown>({
    initial: { text: '' },
    version: correction.version,
    check: ({ text }): FieldErrors => (text.trim() ? {} : { '/text': t(checking ? 'correction.how_needed' : 'correction.why_needed') }),
    submit: ({ text }, version) => (checking ? checkCorrection : refuseCorrection)(correction.id, text.trim(), version),
    rename: () => '/text',
    done: () => {
      onClose();
      void refreshCorrections(client, correction.customer.id);
    },
  });
  const name = t(checking ? 'correction.how' : 'correction.why');
  return (
    <Dialog title={t(checking ? 'correction.check_title' : 'correction.refuse_title', { field: label })} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={{ '/text': name }} action={t(checking ? 'correction.check' : 'correction.refuse')} danger={!checking} onCancel={onClose}>
        <FormItem label={name} id={form.inputId('/text')} error={form.errors['/text']} required hint={t(checking ? 'correction.how_hint' : 'correction.why_hint')}>
          {(control) => <Input {...control} autoComplete="off" maxLength={500} value={form.values.text} onChange={(event) => form.set({ text: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
