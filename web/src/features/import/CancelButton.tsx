import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { cancelImport, refreshImports, type Import } from '@/api/import';
import { useT } from '@/i18n';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { formatCount } from '@/shared/text/format';

/** Gives the import up; what was written stays. */
export function CancelButton({ one }: { one: Import }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const written = one.counts.written_rows;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{one.status === 'writing' ? t('import.stop') : t('import.cancel')}</Button>
      {asking && (
        <ConfirmDanger
          title={t('import.cancel_title', { name: one.file.name })}
          action={one.status === 'writing' ? t('import.stop') : t('import.cancel')}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await cancelImport(one.id);
            await refreshImports(client, one.id);
            if (written === 0 && one.status === 'ready') await navigate({ to: '/imports' });
          }}
        >
          <p>{one.status === 'writing' || written > 0 ? t('import.stop_text', { written: formatCount(written) }) : t('import.cancel_text')}</p>
        </ConfirmDanger>
      )}
    </>
  );
}
