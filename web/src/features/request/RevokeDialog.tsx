import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { refreshRequests, revokeGrant, type Grant } from '@/api/request';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';

/** Ends a grant at once, and says why. */
export function RevokeDialog({ grant, own, onClose }: { grant: Grant; own: boolean; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<{ reason: string }, unknown>({
    initial: { reason: '' },
    check: ({ reason }): FieldErrors => (reason.trim() ? {} : { '/reason': t('request.reason_needed') }),
    submit: ({ reason }) => revokeGrant(grant.id, reason.trim()),
    done: () => {
      onClose();
      void refreshRequests(client, grant.customer?.id);
    },
  });
  const action = t(own ? 'request.give_back' : 'request.revoke');
  return (
    <Dialog title={t('request.revoke_title', { name: grant.person.name })} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={{ '/reason': t('request.reason') }} action={action} danger onCancel={onClose}>
        <FormItem label={t('request.reason')} id={form.inputId('/reason')} error={form.errors['/reason']} required hint={t('request.revoke_hint')}>
          {(control) => <Input {...control} autoComplete="off" maxLength={500} value={form.values.reason} onChange={(event) => form.set({ reason: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
