// The pages of this capability, under the frame.
export const evidenceRoutes = [] as const;
