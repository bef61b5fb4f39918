import { useQueryClient } from '@tanstack/react-query';
import { Dropdown } from 'antd';
import { BriefcaseBusiness, EllipsisVertical, FileText, Handshake, IdCard, Mail, MessageCircleWarning, MessagesSquare, PhoneCall, Printer, Siren, SquareUser, TrendingUp, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { customerKey } from '@/api/customer';
import { removeInteraction, type Interaction, type InteractionKind } from '@/api/interaction';
import { useT } from '@/i18n';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { Dialog } from '@/shared/overlay/Dialog';
import { InteractionForm } from './InteractionForm';
import { Clock } from './Timeline';
import css from './record.module.css';

export const INTERACTION_ICON: Record<InteractionKind, LucideIcon> = {
  call: PhoneCall,
  visit: Handshake,
  meeting: MessagesSquare,
  email: Mail,
  letter: FileText,
  fax: Printer,
  card: IdCard,
  dealing: BriefcaseBusiness,
  complaint: MessageCircleWarning,
  change: Siren,
  results: TrendingUp,
  other: SquareUser,
};

/** One contact with the customer: how, with whom, what came of it. */
export function InteractionItem({ customer, interaction }: { customer: string; interaction: Interaction }) {
  const t = useT();
  const client = useQueryClient();
  const [asking, setAsking] = useState<'change' | 'remove' | null>(null);
  const Icon = INTERACTION_ICON[interaction.kind];
  const mine = interaction.actions.mend?.answer === 'allow';
  const refresh = () => client.invalidateQueries({ queryKey: customerKey(customer) });
  return (
    <article className={css.moment} data-kind="interaction">
      <span className={css.momentIcon} aria-hidden>
        <Icon size={14} />
      </span>
      <div>
        <p className={css.momentHead}>
          <span>
            <strong>{t(`customer.by_${interaction.kind}`)}</strong>
            {interaction.direction && <span className={css.quiet}> {t(`customer.direction_${interaction.direction}`)}</span>}
            {interaction.contact && <span> · {interaction.contact.name}</span>}
            <span className={css.quiet}> · {interaction.person.name}</span>
          </span>
          <Clock at={interaction.at} />
          {mine && (
            <Dropdown
              trigger={['click']}
              placement="bottomRight"
              menu={{
                items: [
                  { key: 'change', label: t('common.edit'), onClick: () => setAsking('change') },
                  { key: 'remove', label: t('customer.interaction_remove'), danger: true, onClick: () => setAsking('remove') },
                ],
              }}
            >
              <button type="button" className={css.mini} aria-label={t('customer.interaction_menu')}>
                <EllipsisVertical size={14} aria-hidden />
              </button>
            </Dropdown>
          )}
        </p>
        <p className={css.said}>{interaction.summary}</p>
        {interaction.detail && (
          <details className={css.detail}>
            <summary>{t('customer.in_full')}</summary>
            <p>{interaction.detail}</p>
          </details>
        )}
      </div>
      {asking === 'change' && (
        <Dialog title={t('customer.interaction_edit')} onClose={() => setAsking(null)} width={560} keepOpen>
          <InteractionForm customer={customer} interaction={interaction} onClose={() => setAsking(null)} />
        </Dialog>
      )}
      {asking === 'remove' && (
        <ConfirmDanger
          title={t('customer.interaction_remove_title')}
          action={t('customer.interaction_remove')}
          onClose={() => setAsking(null)}
          onConfirm={async () => {
            await removeInteraction(interaction.id, interaction.version);
            await refresh();
          }}
        >
          <p>{t('customer.interaction_remove_text')}</p>
        </ConfirmDanger>
      )}
    </article>
  );
}
