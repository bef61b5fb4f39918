import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { closeCampaign, refreshCampaigns, type Campaign } from '@/api/campaign';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';

/** Ends a campaign with what is to be said about it. */
export function CloseDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<{ conclusion: string }, Campaign>({
    initial: { conclusion: '' },
    version: campaign.version,
    check: ({ conclusion }): FieldErrors => (conclusion.trim() ? {} : { '/conclusion': t('campaign.conclusion_needed') }),
    submit: ({ conclusion }, version) => closeCampaign(campaign.id, conclusion.trim(), version),
    done: () => {
      onClose();
      void refreshCampaigns(client);
    },
  });
  const label = t('campaign.conclusion');
  return (
    <Dialog title={t('campaign.close')} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={{ '/conclusion': label }} action={t('campaign.close')} onCancel={onClose}>
        {campaign.counts.open > 0 && <p>{t('campaign.close_open', { count: campaign.counts.open.toLocaleString('en-US') })}</p>}
        <FormItem label={label} id={form.inputId('/conclusion')} error={form.errors['/conclusion']} required>
          {(control) => (
            <Input.TextArea {...control} data-autofocus autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} value={form.values.conclusion} onChange={(event) => form.set({ conclusion: event.target.value })} />
          )}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
