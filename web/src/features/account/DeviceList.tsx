import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Laptop } from 'lucide-react';
import { useState } from 'react';
import { sessionsQuery } from '@/api/account';
import { devicesQuery, forgetDevice, type Device } from '@/api/device';
import { useI18n } from '@/i18n';
import { Section } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { TimeText } from '@/shared/text/texts';
import { agentName } from './agent';
import css from './account.module.css';

/** Where one has signed in from; what one does not know is forgotten here. */
export function DeviceList() {
  const { t } = useI18n();
  const client = useQueryClient();
  const devices = useQuery(devicesQuery);
  const [asking, setAsking] = useState<Device | null>(null);
  const forget = useMutation({
    mutationFn: forgetDevice,
    onSuccess: () => Promise.all([devicesQuery, sessionsQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey }))),
  });
  return (
    <Section title={t('access.devices')} hint={t('access.devices_hint')}>
      <QueryGate query={devices}>
        {({ items }) => (
          <ul className={css.list}>
            {items.map((device) => (
              <li key={device.id}>
                <Laptop size={18} strokeWidth={1.75} aria-hidden />
                <div className={css.grow}>
                  <div>
                    {agentName(device.agent) ?? t('account.agent_unknown')}
                    {device.current && <span className={css.tag}>{t('access.device_current')}</span>}
                  </div>
                  <div className={css.quiet}>
                    {device.address} · {t('access.device_first')} <TimeText at={device.first_seen_at} /> · {t('access.device_last')} <TimeText at={device.last_seen_at} />
                  </div>
                </div>
                {!device.current && (
                  <Button size="small" onClick={() => setAsking(device)}>
                    {t('access.device_forget')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryGate>
      {asking && (
        <ConfirmDanger
          title={t('access.device_forget_title')}
          action={t('access.device_forget')}
          onClose={() => setAsking(null)}
          onConfirm={async () => {
            await forget.mutateAsync(asking.id);
          }}
        >
          <p>{t('access.device_forget_text')}</p>
        </ConfirmDanger>
      )}
    </Section>
  );
}
