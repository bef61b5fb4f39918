import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { evidenceStatusQuery } from '@/api/evidence';
import { useMay } from '@/app/me';
import { useT } from '@/i18n';
import { formatCount } from '@/shared/text/format';
import { TimeText } from '@/shared/text/texts';
import { VerifyDialog } from './VerifyDialog';
import css from './evidence.module.css';

/** How long the log is, when it was last signed and last verified; verifies it now. */
export function ProofStatus({ onOpen }: { onOpen?: (index: number) => void }) {
  const t = useT();
  const may = useMay();
  const [verifying, setVerifying] = useState(false);
  const reads = may('evidence.read');
  const { data } = useQuery({ ...evidenceStatusQuery, enabled: reads });
  const bad = data?.fault !== null && data?.fault !== undefined ? true : data?.verification?.ok === false;
  const Icon = bad ? ShieldAlert : ShieldCheck;
  return (
    <section className={`${css.status} ${bad ? css.statusBad : ''}`} aria-label={t('evidence.status')}>
      <Icon size={20} strokeWidth={1.75} aria-hidden />
      <dl>
        {data && (
          <>
            <div>
              <dt>{t('evidence.size')}</dt>
              <dd>{t('evidence.size_is', { count: formatCount(data.size) })}</dd>
            </div>
            <div>
              <dt>{t('evidence.checkpoint')}</dt>
              <dd>
                {data.fault !== null ? (
                  <strong>{t('evidence.checkpoint_bad')}</strong>
                ) : data.checkpoint ? (
                  <>
                    {data.checkpoint.at && <TimeText at={data.checkpoint.at} />} <span className={css.quiet}>{t('evidence.covers', { count: formatCount(data.checkpoint.size) })}</span>
                  </>
                ) : (
                  t('evidence.no_checkpoint')
                )}
              </dd>
            </div>
            <div>
              <dt>{t('evidence.verified')}</dt>
              <dd>
                {data.verification ? (
                  <>
                    <TimeText at={data.verification.at} />{' '}
                    <span className={data.verification.ok ? css.sound : css.fault}>
                      {t(data.verification.ok ? 'evidence.verified_ok' : 'evidence.verified_bad')}
                    </span>{' '}
                    {data.verification.person && <span className={css.quiet}>{t('evidence.verified_by', { name: data.verification.person.name })}</span>}
                  </>
                ) : (
                  t('evidence.never_verified')
                )}
              </dd>
            </div>
          </>
        )}
      </dl>
      {may('evidence.verify') && <Button onClick={() => setVerifying(true)}>{t('evidence.verify')}</Button>}
      {verifying && (
        <VerifyDialog
          checkpoint={data?.checkpoint ?? null}
          onClose={() => setVerifying(false)}
          {...(onOpen && reads ? { onOpen } : {})}
        />
      )}
    </section>
  );
}
