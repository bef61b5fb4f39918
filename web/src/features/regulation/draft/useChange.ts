import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeVersion, versionQuery, type Change, type Version } from '@/api/regulation';

/** Changes a draft and keeps what came of it; what it changes is worked out anew. */
export function useChange(version: Version) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Omit<Change, 'catch_up'> & { catch_up?: boolean }) => changeVersion(version.id, version.version, { catch_up: false, ...change }),
    onSuccess: (now) => {
      client.setQueryData(versionQuery(version.id).queryKey, now);
      void client.invalidateQueries({ queryKey: ['regulation', 'versions'] });
    },
  });
}

/** One text in both languages: the company writes in its own. */
export const both = (text: string): { zh: string; en: string } => ({ zh: text.trim(), en: text.trim() });
