import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { keepImport, refreshImports, undoImport, type Import } from '@/api/import';
import { useT } from '@/i18n';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { formatCount } from '@/shared/text/format';

/** Removes the customers of the import again, after saying which. */
export function UndoButton({ one }: { one: Import }) {
  const t = useT();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { counts } = one;
  const created = counts.written_rows - counts.updated_rows;
  return (
    <>
      <Button icon={<Undo2 size={16} />} onClick={() => setAsking(true)}>
        {t('import.undo')}
      </Button>
      {asking && (
        <ConfirmDanger
          title={t('import.undo_title', { name: one.file.name })}
          action={t('import.undo')}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            keepImport(client, await undoImport(one.id));
            await refreshImports(client, one.id);
          }}
        >
          {created > 0 && <p>{t('import.undo_text', { count: formatCount(created) })}</p>}
          {counts.updated_rows > 0 && <p>{t('import.undo_restores', { count: formatCount(counts.updated_rows) })}</p>}
          <p>{t('import.undo_keeps')}</p>
          <p>{t('import.undo_log')}</p>
        </ConfirmDanger>
      )}
    </>
  );
}
