import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { judgeChange, refreshChangeLists, type ListedChange } from '@/api/changeList';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';

/** What the author of a change is to look at again. */
export function AgainDialog({ change, onClose }: { change: ListedChange; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<{ note: string }, unknown>({
    initial: { note: change.note ?? '' },
    check: ({ note }): FieldErrors => (note.trim() ? {} : { '/note': t('change_list.again_needed') }),
    submit: ({ note }) => judgeChange(change, 'again', note.trim()),
    done: () => {
      onClose();
      void refreshChangeLists(client);
    },
  });
  const labels = { '/note': t('change_list.again_label') };
  return (
    <Dialog title={t('change_list.again_title')} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t('change_list.again')} onCancel={onClose}>
        <FormItem label={labels['/note']} id={form.inputId('/note')} error={form.errors['/note']} required>
          {(control) => <Input {...control} autoComplete="off" maxLength={500} value={form.values.note} onChange={(event) => form.set({ note: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
