// The pages of this capability, under the frame.
export const templateRoutes = [] as const;
