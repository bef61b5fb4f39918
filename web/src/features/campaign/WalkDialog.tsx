import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Input, Radio } from 'antd';
import { refreshCampaigns, walkCustomer, type Campaign, type CampaignItem, type WalkInput } from '@/api/campaign';
import { customerQuery, refreshCustomer } from '@/api/customer';
import { ButtonLink } from '@/features/customer/ButtonLink';
import { isBlank, useCard } from '@/features/customer/catalogue';
import { useI18n } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Lines } from '@/shared/layout/states';
import { Dialog } from '@/shared/overlay/Dialog';
import { labelText } from '@/shared/text/label';
import type { Customer } from '@/api/customer';

interface Props {
  campaign: Campaign;
  item: CampaignItem;
  onClose: () => void;
}

/** Goes through a customer: what is true, what has changed, or that nobody could be reached. */
export function WalkDialog(props: Props) {
  const { t } = useI18n();
  const query = useQuery(customerQuery(props.item.customer.id));
  return (
    <Dialog title={t('campaign.walk_title', { name: props.item.customer.name })} onClose={props.onClose} width={560}>
      {query.data ? <WalkForm {...props} customer={query.data} /> : query.error ? <ProblemNote error={query.error} /> : <Lines />}
    </Dialog>
  );
}

function WalkForm({ campaign, item, customer, onClose }: Props & { customer: Customer }) {
  const { t, locale } = useI18n();
  const client = useQueryClient();
  const { card } = useCard(customer);
  const filled = (card?.groups ?? []).filter((group) => group.key !== 'other' && group.fields.some(({ field }) => !isBlank(customer.values[field.key])));
  const groups = [
    ...(filled.some((group) => group.key === 'identity') ? [] : [{ key: 'identity', label: t('customer.name') }]),
    ...filled.map((group) => ({ key: group.key, label: labelText(group.label, locale) })),
    { key: 'contacts', label: t('campaign.contacts') },
  ];
  const form = useForm<{ state: WalkInput['state']; parts: string[]; how: string }, CampaignItem>({
    initial: { state: 'verified', parts: [], how: '' },
    check: ({ how }): FieldErrors => (how.trim() ? {} : { '/how': t('customer.how_needed') }),
    submit: ({ state, parts, how }) => walkCustomer(campaign.id, customer.id, { state, parts: state === 'verified' ? parts : [], how: how.trim() }),
    done: () => {
      onClose();
      void refreshCampaigns(client);
      void refreshCustomer(client, customer.id);
    },
  });
  const { values, set, errors, inputId } = form;
  return (
    <FormFrame form={form} labels={{ '/how': t('customer.how'), '/parts': t('campaign.parts') }} action={t('campaign.keep')} onCancel={onClose}>
      <FormItem label={t('campaign.result')} id={inputId('/state')} error={errors['/state']}>
        {() => (
          <Radio.Group
            aria-label={t('campaign.result')}
            value={values.state}
            onChange={(event) => set({ state: event.target.value as WalkInput['state'] })}
            options={(['verified', 'changed', 'unreachable'] as const).map((one) => ({ value: one, label: t(`campaign.state_${one}`) }))}
          />
        )}
      </FormItem>
      {values.state === 'verified' && (
        <FormItem label={t('campaign.parts')} id={inputId('/parts')} error={errors['/parts']} hint={t('campaign.parts_hint')}>
          {() => (
            <Checkbox.Group
              value={values.parts}
              onChange={(parts) => set({ parts })}
              options={groups.map((one) => ({ value: one.key, label: item.parts.includes(one.key) ? t('campaign.part_done', { part: one.label }) : one.label }))}
            />
          )}
        </FormItem>
      )}
      {values.state === 'changed' && (
        <p>
          {t('campaign.changed_text')}{' '}
          <ButtonLink size="small" to="/customers/$id" params={{ id: customer.id }}>
            {t('campaign.open_customer')}
          </ButtonLink>
        </p>
      )}
      <FormItem label={t('customer.how')} id={inputId('/how')} error={errors['/how']} required>
        {(control) => <Input {...control} autoComplete="off" maxLength={500} value={values.how} onChange={(event) => set({ how: event.target.value })} />}
      </FormItem>
    </FormFrame>
  );
}
