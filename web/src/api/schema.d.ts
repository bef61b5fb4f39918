// Made by `npm run api` from docs/openapi.json. Not to be edited.
export interface paths {
    "/api/v1/absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Absences that are not over: the caller's own, those for which they stand in, those of people in
         *     departments that they head.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The earliest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Absence"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Enter an absence: one's own, or of somebody in a department that one heads. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AbsenceInput"];
                };
            };
            responses: {
                /** @description Entered */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Absence"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/absences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an absence back, or end it early. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ended */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such absence, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's access tokens. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description All that were not revoked, newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_AccessToken"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Make an access token. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccessTokenInput"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NewAccessToken"];
                    };
                };
                /** @description There are too many already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access-tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke one of one's access tokens. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Revoked */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such token of the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change one's account. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccountChange"];
                };
            };
            responses: {
                /** @description Changed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/account/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the caller wants to be told, by which way and when. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As it is */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticePreference"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what the caller wants to be told. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NoticePreferenceChange"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticePreference"];
                    };
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace one's password. Every other session ends. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordChange"];
                };
            };
            responses: {
                /** @description Replaced */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The current one is wrong, or the new one refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failures: wait as long as Retry-After says */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin with a second factor. It is asked for once it is confirmed. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Its seed, shown this once */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TotpEnrolment"];
                    };
                };
                /** @description There is one already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Give the second factor up. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Proof"];
                };
            };
            responses: {
                /** @description Given up */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description There is none */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The password is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failures: wait as long as Retry-After says */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/totp/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm the second factor with a code of it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TotpCode"];
                };
            };
            responses: {
                /** @description The recovery codes, shown this once */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RecoveryCodes"];
                    };
                };
                /** @description Nothing was begun, or it is confirmed already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The code is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attestations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What there is to confirm now: clauses that only a person can tell about. */
        get: {
            parameters: {
                query?: {
                    /** @description Whose. */
                    whose?: "mine" | "others";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 200 at most; those first that are due first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_ToAttest"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attestations/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm that it is as the clause says: whoever has it to do, or stands in. In person, not by a
         *     program.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The obligation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AttestationInput"];
                };
            };
            responses: {
                /** @description Confirmed; the obligation is fulfilled */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such obligation, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Done already, or not to be done by confirming */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attestations/{id}/failure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report that it is not as the clause says. The head of the department and the head of the
         *     custodian are told; it stays to be done.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The obligation */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AttestationFailureInput"];
                };
            };
            responses: {
                /** @description Reported */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such obligation, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Done already, or not to be done by confirming */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Campaigns in which the caller has a part, open ones first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The campaigns */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Campaign"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Open a campaign: each customer that meets the filters is to be gone through by its owner. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CampaignInput"];
                };
            };
            responses: {
                /** @description Opened */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Campaign"];
                    };
                };
                /** @description No customer meets the filters */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A campaign, and how far the caller's part of it is. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The campaign */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Campaign"];
                    };
                };
                /** @description No such campaign, or the caller has no part in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/assignment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give what a person has not gone through to another who sees it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CampaignAssignment"];
                };
            };
            responses: {
                /** @description How many customers went over */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CampaignCount"];
                    };
                };
                /** @description No such campaign, or the caller has no part in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is closed, or there is nothing that the other sees */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a campaign. What it came to is kept. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CampaignClosing"];
                };
            };
            responses: {
                /** @description Closed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Campaign"];
                    };
                };
                /** @description No such campaign, or the caller has no part in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is closed already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No conclusion */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The customers of a campaign that the caller sees. */
        get: {
            parameters: {
                query?: {
                    /** @description Only of this person. */
                    person?: string;
                    /** @description Only in this state. */
                    state?: "open" | "verified" | "changed" | "unreachable" | "merged";
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description How many: 1 to 200, 50 when absent. */
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description In the order of their ids */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_CampaignItem"];
                    };
                };
                /** @description No such campaign, or the caller has no part in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/customers/{customer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Go through a customer of a campaign: whoever is to, its owner, or whoever answers for it. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    customer_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WalkInput"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CampaignItem"];
                    };
                };
                /** @description No such campaign or customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The campaign is closed */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/reminder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remind those of a department who have not gone through all. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CampaignReminder"];
                };
            };
            responses: {
                /** @description How many people */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CampaignCount"];
                    };
                };
                /** @description No such campaign, or the caller has no part in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is closed, or nobody is behind */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/card-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The card templates that are offered to the caller. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Builtin ones first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_CardTemplateSummary"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Add a card template that starts from a builtin one. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CardTemplateInput"];
                };
            };
            responses: {
                /** @description Added */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardTemplate"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/card-templates/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One card template as it holds for a department. */
        get: {
            parameters: {
                query?: {
                    /** @description Id of a department, or `company`; the caller's department when absent. */
                    department?: string;
                };
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description With hidden fields, marked */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardTemplate"];
                    };
                };
                /** @description No such template or department */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Arrange a card for a department or the company. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen at this level, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CardTemplateChange"];
                };
            };
            responses: {
                /** @description As it holds at this level now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardTemplate"];
                    };
                };
                /** @description A builtin template has its name */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/change-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The change lists that are for the caller: those of the departments that they head, or all. */
        get: {
            parameters: {
                query?: {
                    /** @description Of this department, or one below it. */
                    department?: string;
                    /** @description That are so far. */
                    state?: components["schemas"]["ChangeListState"];
                    /** @description Where the page begins, as the page before said. */
                    cursor?: string;
                    /** @description At most so many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The latest week first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_ChangeList"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/change-lists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One change list. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChangeList"];
                    };
                };
                /** @description No such list, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/change-lists/{id}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept a reviewed list: the custodian. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChangeList"];
                    };
                };
                /** @description No such list, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not reviewed yet, or accepted already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/change-lists/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The changes on a list, of customers that the caller sees. */
        get: {
            parameters: {
                query?: {
                    /** @description Of which this is said. */
                    verdict?: components["schemas"]["ChangeVerdict"];
                    /** @description Where the page begins, as the page before said. */
                    cursor?: string;
                    /** @description At most so many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The oldest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_ListedChange"];
                    };
                };
                /** @description No such list, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/change-lists/{id}/changes/{event_id}/verdict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say of a change that it is fine or to be looked at again: the head of the department. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    event_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeVerdictInput"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListedChange"];
                    };
                };
                /** @description No such change, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The list was reviewed already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No word on what to look at */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/change-lists/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Review a list: what did not go back to its author is fine. Before the end of the week the list
         *     ends with it. The head of the department.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeListReview"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChangeList"];
                    };
                };
                /** @description No such list, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It was reviewed already, or has other changes than were seen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clashes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Clashes that the caller has a part in. */
        get: {
            parameters: {
                query: {
                    /** @description Why the caller looks. */
                    part: "applicant" | "owner" | "ruler";
                    /** @description Only those that nobody has decided, the oldest first; or only the others, the newest first. */
                    open?: boolean;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description How many: 1 to 200, 50 when absent. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Those that wait by age, others the newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_ClashRow"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Ask for a share of a customer that clashes, or for a ruling. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ClashInput"];
                };
            };
            responses: {
                /** @description Asked; both sides are told */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClashCase"];
                    };
                };
                /** @description The caller waits for an answer about it already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Asked too often within a day */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clashes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A clash as the caller sees it. Where it shows the customer's file, the reading is written into
         *     the log.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The clash */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClashCase"];
                    };
                };
                /** @description No such clash, or the caller has no part in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clashes/{id}/ruling": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rule who keeps the customer. What is ruled happens at once. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RulingInput"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClashCase"];
                    };
                };
                /** @description It is over */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clashes/{id}/settlement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Share the customer with who asked, without a ruling: its owner, or the head on that side. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SettlementInput"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClashCase"];
                    };
                };
                /** @description It is over */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clashes/{id}/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say something to a clash: what the applicant says both sides read, what the owner's side says
         *     only they and whoever may rule.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["StatementInput"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClashCase"];
                    };
                };
                /** @description It is over */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clashes/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what one asked for. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClashCase"];
                    };
                };
                /** @description It is over */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/classified": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The index of classified files, each with its mark: those that the caller knows of, of which some
         *     by their code name alone.
         */
        get: {
            parameters: {
                query?: {
                    /** @description From `next_cursor` of the page before. */
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description In the order of their codes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_ClassifiedFile"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cleaning/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many pairs and entries wait for the caller. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Of what the caller sees */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CleaningCounts"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cleaning/invalid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers that look like invalid entries, of those that the caller sees. */
        get: {
            parameters: {
                query?: {
                    /** @description `open` when absent. */
                    state?: components["schemas"]["InvalidState"];
                    /** @description To which department they belong, or to one below it. */
                    department?: string;
                    /** @description Suspected for this. */
                    reason?: components["schemas"]["InvalidFlaw"];
                    /** @description Where to go on, as the page before said. */
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Oldest change first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InvalidPage"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cleaning/invalid/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say that a customer is fine, or take it back. It holds until the customer changes, or is
         *     suspected for something else.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["InvalidInput"];
                };
            };
            responses: {
                /** @description Kept */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not for the caller, or nothing is suspected */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It has changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No reason */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cleaning/withdrawn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Withdrawn customers, of those that the caller would see. */
        get: {
            parameters: {
                query?: {
                    /** @description To which department they belong, or to one below it. */
                    department?: string;
                    /** @description Where the page begins, as the page before said. */
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The latest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WithdrawnPage"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cleaning/withdrawn/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Withdraw a customer that is none: a test entry, an empty one, one without sense. It is on no list
         *     and found by nobody, is kept as it stands, and can be brought back for 90 days.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WithdrawInput"];
                };
            };
            responses: {
                /** @description Withdrawn */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not for the caller, or nothing is suspected */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody relies on it; the code says by what */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It has changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No reason */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Bring a withdrawn customer back, as it stood. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is back */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not withdrawn, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another customer has its credit code by now */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/company": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The company. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The company */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Company"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the company. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CompanyUpdate"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Company"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/company/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How people sign in. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What is set, and what holds */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccessSettings"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change how people sign in. Networks that would shut out the caller are refused. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccessUpdate"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccessSettings"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the contacts of all customers that the caller sees, by region or by industry. */
        get: {
            parameters: {
                query?: {
                    /** @description Name, pinyin, initials, number or customer; the first 200 that match come, without a cursor */
                    q?: string;
                    /** @description On the customers, as for their list: `region:under:320000`, `industry:under:C` */
                    filter?: string[];
                    /**
                     * @description When one met: a year, a month or a day
                     * @example 2026-11
                     */
                    met?: string;
                    /** @description Part of where or at what occasion one met */
                    occasion?: string;
                    /**
                     * @description region or industry
                     * @example region
                     */
                    sort?: string;
                    /** @description `next_cursor` of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One page */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_CardRow"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read business cards, and look for their people and organisations on file. Nothing is written. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CardText"];
                };
            };
            responses: {
                /** @description The cards, in their order */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_CardRead"];
                    };
                };
                /** @description No card in it, or too many */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a contact off. It stays for the record; the oldest of the others becomes the primary one
         *     when it was that.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Taken off */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such contact, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a contact. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContactChangeInput"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contact"];
                    };
                };
                /** @description No such contact, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/contacts/{id}/card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Take out the card of a contact, as vCard 3.0. That it left is written into the log. */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description file: for an address book; code: short, for a code that a camera reads.
                     * @example file
                     */
                    form?: string | null;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The card */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/vcard": string;
                    };
                };
                /** @description No such contact, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Corrections of customers that the caller sees. */
        get: {
            parameters: {
                query?: {
                    /** @description Only of this state. */
                    state?: "reported" | "checked" | "applied" | "refused" | "overtaken";
                    /** @description Only of this customer. */
                    customer?: string;
                    /** @description Only the caller's own. */
                    own?: boolean;
                    /** @description Only those that wait for the caller's check. */
                    to_check?: boolean;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description How many: 1 to 200, 50 when absent. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Correction"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Report an error in a customer's file. Nothing is changed until somebody else has checked it. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CorrectionInput"];
                };
            };
            responses: {
                /** @description Reported */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Correction"];
                    };
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description An error in this fact is reported already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A correction. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The correction */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Correction"];
                    };
                };
                /** @description No such correction, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections/{id}/application": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put right what was checked: whoever may change the customer. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The customer is changed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Correction"];
                    };
                };
                /** @description No such correction, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not checked, or over, or the value is another by now */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The value breaks the rules of today */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep that what was reported is an error: whoever answers for the customer, or the custodian, as
         *     the regulation says; never who reported it.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CorrectionCheck"];
                };
            };
            responses: {
                /** @description Checked; it can be put right */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Correction"];
                    };
                };
                /** @description No such correction, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is over, or the value on file is another by now */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No word on how */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections/{id}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse what was reported: whoever may check it. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CorrectionRefusal"];
                };
            };
            responses: {
                /** @description Refused */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Correction"];
                    };
                };
                /** @description No such correction, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is over */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No reason */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List customers. */
        get: {
            parameters: {
                query?: {
                    /** @description `field:op:value`, repeated; all must hold; with a `-` before it for what must not. Ops: eq, ne, in, lt, lte, gt, gte, under (regions, industries, departments), contains, empty, present */
                    filter?: string[];
                    /** @description A text of the search box, as for `/search`; its filters and words are added */
                    q?: string;
                    /**
                     * @description name, code, created_at, updated_at, last_contact_at or completeness; `-` before it for greatest first
                     * @example -updated_at
                     */
                    sort?: string;
                    /** @description Keys of the facts wanted, separated by commas */
                    columns?: string;
                    /** @description `next_cursor` of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One page */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_CustomerRow"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Register a customer. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CustomerInput"];
                };
            };
            responses: {
                /** @description Registered */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Customer"];
                    };
                };
                /** @description The credit code is on file */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change many customers at once, each on its own. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BulkInput"];
                };
            };
            responses: {
                /** @description How it went for each */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BulkOutcomes"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check a customer without registering it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CustomerInput"];
                };
            };
            responses: {
                /** @description It could be registered as it is */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/clashes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look for customers on file like one to be registered. That the caller was told of one that they
         *     may not see is written into the log.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CustomerInput"];
                };
            };
            responses: {
                /** @description What is like it, the likest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Clashes"];
                    };
                };
                /** @description Told of too many customers out of sight within a day */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count customers. */
        get: {
            parameters: {
                query?: {
                    /** @description As for the list */
                    filter?: string[];
                    /** @description As for the list */
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description How many */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CustomerCount"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Take customers out at once, within the company's limit. For programs; see `/exports` for what
         *     somebody has to approve.
         */
        get: {
            parameters: {
                query: {
                    /** @description The form */
                    format: components["schemas"]["ExportFormatCode"];
                    /** @description What for; the company may insist on it */
                    purpose?: string;
                    /** @description Keys of the columns, separated by commas */
                    columns?: string;
                    /** @description As for the list */
                    filter?: string[];
                    /** @description As for the list */
                    sort?: string;
                    /** @description Begin a table of text with a cover */
                    cover?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                        "text/vcard": string;
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open a customer's file. The opening is written into the log. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The customer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Customer"];
                    };
                };
                /** @description It went into another one; Location leads there */
                308: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody withdrew it, as those learn who would see it */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a customer. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CustomerChange"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Customer"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/customers/{id}/card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Take out the cards of a customer and all its contacts, as vCard 3.0. That they left is written
         *     into the log.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The cards, the customer's first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/vcard": string;
                    };
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The contacts of a customer. The reading is written into the log. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The primary one first, then the oldest */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Contact"];
                    };
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Add a contact. The first one becomes the primary one. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContactInput"];
                };
            };
            responses: {
                /** @description Added */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contact"];
                    };
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note that something happened to a customer: it opens what the regulation asks for. Entering the
         *     facts fulfils it.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CustomerEventInput"];
                };
            };
            responses: {
                /** @description Noted; what is to be done about the customer now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Obligation"];
                    };
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who saw and changed a customer, newest first: for those who may change it, its head, and the
         *     readers of the log, who alone get addresses and details. The reading itself is written into the
         *     log.
         */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description How many, 50 when absent. */
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of entries */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_EvidenceItem"];
                    };
                };
                /** @description For those who answer for the customer only */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Parameters refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/interactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put an interaction on file. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["InteractionInput"];
                };
            };
            responses: {
                /** @description On file */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Interaction"];
                    };
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put an original file of a customer on the register, under the next number. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LoanItemInput"];
                };
            };
            responses: {
                /** @description Registered */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LoanItem"];
                    };
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/merge-proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What would become of two customers if the other went into this one. Both readings are written
         *     into the log.
         */
        get: {
            parameters: {
                query: {
                    /** @description The customer that would go into this one. */
                    other: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What is suggested, and why */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MergeProposal"];
                    };
                };
                /** @description No such customers, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Merged already, of different kinds, or twice the same */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mergings into a customer; those that were undone, too. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_MergeListed"];
                    };
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Make one customer of two: the other goes into this one, with everything linked to it. Its
         *     address and its file code lead to this one from then on.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MergeInput"];
                };
            };
            responses: {
                /** @description Merged */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Merge"];
                    };
                };
                /** @description No such customers, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Merged already, of different kinds, or twice the same */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody has changed one of them */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Choices that are none */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/merges/{merge_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A merging, and what would go where if it were undone. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    merge_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What would go where */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MergeSplit"];
                    };
                };
                /** @description No such merging, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/merges/{merge_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make two customers of one again: both are what they were, but for what was done since. Mergings
         *     into one customer are undone in reverse order.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                    merge_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UndoInput"];
                };
            };
            responses: {
                /** @description Undone */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Merge"];
                    };
                };
                /** @description No such merging, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Undone already, or not the latest one */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody has changed the customer */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No reason */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give a customer another owner. */
        put: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Assignment"];
                };
            };
            responses: {
                /** @description Given */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The shares of a customer that hold now. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Share"];
                    };
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Share a customer with a colleague. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ShareInput"];
                };
            };
            responses: {
                /** @description Shared */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Share"];
                    };
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Shared with them already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/shares/{share_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a share at once: whoever gave it, the customer's owner, the head of its department. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    share_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ended */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such share that holds, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to a customer and how it was dealt with. The reading is written into the log. */
        get: {
            parameters: {
                query?: {
                    /** @description Kinds, with commas between them; all when absent. */
                    kinds?: string;
                    /** @description Where the page begins, as the page before said. */
                    cursor?: string;
                    /** @description At most so many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_TimelineItem"];
                    };
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A kind or cursor that is none */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/uncertain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark a fact as uncertain. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Doubt"];
                };
            };
            responses: {
                /** @description Marked */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UncertainMark"];
                    };
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is marked already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is nothing to doubt */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verify a fact that was marked as uncertain. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            responses: {
                /** @description Verified; the mark is gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not marked */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No word on how */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of the notices that leave the house. */
        get: {
            parameters: {
                query?: {
                    /** @description Only those that are so far. */
                    state?: "waiting" | "leaving" | "sent" | "given_up" | "needless";
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Deliveries at most, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Delivery"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every department, as a flat list. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description All of them in the order of a page, closed ones too */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Department"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Make a department. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DepartmentInput"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Department"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change, move, close or open a department. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DepartmentUpdate"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Department"];
                    };
                };
                /** @description No such department */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description To be closed while people or open departments are in it */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The devices that one signed in from. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description All of them, the one used last first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Device"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget one of one's devices. Its sessions end. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Forgotten */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such device of the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/divisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Administrative divisions: by code, by name, or one level of the tree. */
        get: {
            parameters: {
                query?: {
                    /** @description What hangs directly under this code. */
                    parent?: string;
                    /** @description A part of the name, several parts with blanks between them, or the beginning of a code. */
                    q?: string;
                    /** @description These codes, with commas between them; at most 200. */
                    codes?: string;
                    /** @description Retired codes too. */
                    historical?: boolean;
                    /** @description At most so many, 1 to 200; everything under a parent is given anyway. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Best match first, or in the order of the codes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_CodeEntry"];
                    };
                };
                /** @description As it was */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events of the caller as they happen: `inbox`, with what is unread as JSON, at first and whenever
         *     it changes. A browser that comes back with `Last-Event-ID` is told only what it does not know.
         *     The stream ends with the session or token; six can be open at once.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The stream ends after so many events, 1 to 1,000; otherwise with the session. */
                    limit?: number;
                };
                header?: {
                    "Last-Event-ID"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A stream of events */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["ServerEvent"];
                    };
                };
                /** @description Too many are open */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search the log, newest first. The search itself is written into the log. */
        get: {
            parameters: {
                query?: {
                    /** @description Who did it. */
                    person?: string;
                    /** @description Which customer it concerns: id or file code. */
                    customer?: string;
                    /** @description What was done, or the beginning of it up to a dot: `customer` finds `customer.open`. */
                    action?: string;
                    /** @description The clause of the regulation that it names, as everybody quotes it: `M 5.1.6a`. */
                    clause?: string;
                    /** @description Not before: an instant, or a day of the company. */
                    from?: string;
                    /** @description Before: an instant; or a day of the company, which is counted in. */
                    to?: string;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description How many, 50 when absent. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of entries */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_EvidenceItem"];
                    };
                };
                /** @description Parameters refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the log stands. With `Accept: text/plain` the newest checkpoint alone, as signed. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Length, newest checkpoint, key, last verification */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EvidenceStatus"];
                        "text/plain": string;
                    };
                };
                /** @description As text: there is no checkpoint yet */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the whole log against its checkpoints, and against what somebody kept outside. The body may
         *     be left out. The result is written into the log.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["VerificationInput"] | null;
                };
            };
            responses: {
                /** @description What was found, good or bad */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VerificationResult"];
                    };
                };
                /** @description Another verification is running */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A kept root that is none */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence/{index}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An entry with everything that is needed to verify it elsewhere. The reading itself is written
         *     into the log.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its place in the log, from 0 */
                    index: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The entry and its proof */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EvidenceEntry"];
                    };
                };
                /** @description The log is not so long */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The register: one's own exports, those of people one answers for, all for the custodian and the
         *     readers of the log.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Only those in this state. */
                    state?: components["schemas"]["ExportStateCode"];
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description At most so many, 1 to 200; 50 when absent. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Export"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Ask for an export. Within the company's limit it is ready to be fetched at once; above, somebody
         *     has to approve it.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExportInput"];
                };
            };
            responses: {
                /** @description Entered into the register */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Export"];
                    };
                };
                /** @description No such customer or contact, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One export of the register. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The export */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Export"];
                    };
                };
                /** @description No such export, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve an export: the head of the applicant's department or of the custodian. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ready to be fetched for 24 hours */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Export"];
                    };
                };
                /** @description No such export, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Decided before */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch an export, which can be done once, within 24 hours. It holds what the caller may see now.
         *     What leaves is on record before it leaves; a download that breaks off is on record as such.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                        "text/vcard": string;
                    };
                };
                /** @description No such export, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not ready, fetched before, or too late */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{id}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse an export: the head of the applicant's department or of the custodian. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExportRefusal"];
                };
            };
            responses: {
                /** @description Refused */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Export"];
                    };
                };
                /** @description No such export, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Decided before */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The fields there are. */
        get: {
            parameters: {
                query?: {
                    /** @description Of one subject only. */
                    subject?: components["schemas"]["FieldSubject"];
                    /** @description Also those that were put away. */
                    inactive?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description In page order */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FieldList"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Define a field. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FieldInput"];
                };
            };
            responses: {
                /** @description Defined */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Field"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fields/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a custom field, or put it away. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FieldChangeInput"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Field"];
                    };
                };
                /** @description A builtin field */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is or was open to the caller by requests. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Grant"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grants/{id}/copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a copy, an excerpt or a disclosure by a grant of one's own, under a running number. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Made and on record */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CopySheet"];
                    };
                };
                /** @description No such grant of the caller's */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is over, or the customer is gone */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grants/{id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a grant away at once, or give it back: whoever approved it, the head of the customer's
         *     department, the custodian, its holder.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GrantRevocation"];
                };
            };
            responses: {
                /** @description Over */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Grant"];
                    };
                };
                /** @description No such grant, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is over already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No reason */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/greeting-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How greetings are prepared. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The settings */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GreetingSetting"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change how greetings are prepared, from the next time on. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GreetingSettingChange"];
                };
            };
            responses: {
                /** @description As they are now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GreetingSetting"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/greetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The open greetings to the caller's own customers. */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string | null;
                    /** @description Greetings at most, 1 to 200. */
                    limit?: number | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The earliest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Greeting"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/greetings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the text of a greeting: the owner of the customer. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GreetingChange"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Greeting"];
                    };
                };
                /** @description No such greeting, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It was sent or left out already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/greetings/{id}/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A greeting was sent: it is put on file as an interaction by card. The owner of the customer. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GreetingCompletion"];
                };
            };
            responses: {
                /** @description On file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Greeting"];
                    };
                };
                /** @description No such greeting, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It was sent or left out already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/greetings/{id}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave a greeting out, for a reason. The owner of the customer. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GreetingSkip"];
                };
            };
            responses: {
                /** @description Left out */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Greeting"];
                    };
                };
                /** @description No such greeting, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It was sent or left out already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/honey-customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Honey customers that were staged. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_HoneyCustomer"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Stage a honey customer. It is found by searching, by whoever sees every customer or heads its
         *     department; opening it is an incident at once. It counts nowhere.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["HoneyInput"];
                };
            };
            responses: {
                /** @description Staged */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HoneyCustomer"];
                    };
                };
                /** @description Fifty lie open already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/honey-customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a honey customer away. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such one lies open */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The templates of imports that the caller may use: one's own and those that colleagues of one's
         *     department share.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_ImportTemplate"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Keep what the columns of an import mean. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImportTemplateInput"];
                };
            };
            responses: {
                /** @description Kept */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportTemplate"];
                    };
                };
                /** @description No such import of the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import-templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a template of one's own. Imports that follow it stay as they are. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename or share a template of one's own. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImportTemplateChange"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportTemplate"];
                    };
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List one's imports, newest first, or those that wait for one's approval. */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string | null;
                    /** @description Imports at most, 1 to 200. */
                    limit?: number | null;
                    /** @description Only those of others that wait for the caller's approval, the longest waiting first. */
                    waiting?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One page */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Import"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Upload a workbook or table. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": components["schemas"]["Upload"];
                };
            };
            responses: {
                /** @description Read and judged; nothing is written yet */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description Too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not a file that can be read */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an import: its state, sheets, columns and counts. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The import */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description No such import of the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Give an import up. What was written stays, until it is undone. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Given up */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Choose how the file is read, another sheet, header row, meaning of columns, owner, template, or
         *     what is done with customers on file.
         */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImportChange"];
                };
            };
            responses: {
                /** @description Judged anew */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/imports/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve an import: the head of the importer's department or of the custodian. Whoever imports
         *     can write it then, as it is.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It can be written */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description No such import, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It does not wait for an approval */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Take the request for an approval back, so that the import can be changed. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It waits no more */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description No such import of the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It does not wait for an approval */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/fixes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mend every bad cell of a column in the same way. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FixInput"];
                };
            };
            responses: {
                /** @description How many changed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fixed"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The first rows of the chosen sheet as they stand in the file, titles and header among them. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description At most 30 rows */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_ImportRow"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse an import: the head of the importer's department or of the custodian. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImportRefusal"];
                };
            };
            responses: {
                /** @description Refused; it can be changed and asked for again */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description No such import, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It does not wait for an approval */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/rejects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rows that were not written, as a workbook with the reasons. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The workbook */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows of the chosen sheet with their verdicts. */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description all (the default), valid, warned, invalid, written, create, update, unchanged, twins,
                     *     skipped, undone or kept.
                     */
                    verdict?: ("all" | "valid" | "warned" | "invalid" | "written" | "create" | "update" | "unchanged" | "twins" | "skipped" | "undone" | "kept") | null;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string | null;
                    /** @description Rows at most, 1 to 500. */
                    limit?: number | null;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One page */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_ImportRow"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/rows/{row}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Mend cells of a row, or say what is done with one that may be on file already. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    row: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Cells"];
                };
            };
            responses: {
                /** @description Judged anew */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Mended"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/imports/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove the customers that an import registered, and give those that it changed back what they
         *     had, but for those that somebody has worked with since: these stay, and their rows say why. For 30 days after the import ended. Goes on by
         *     itself, also after a restart.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Begun */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description No such import of the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not over, undone already, or nothing was written */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/writing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write the good rows. Goes on by itself, also after a restart. Where the company wants an approval
         *     of so many rows and there is none, it is asked for instead: the status says so.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Begun, or waiting for an approval */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the caller is told. A notice about a customer is there only while they see the customer. */
        get: {
            parameters: {
                query?: {
                    /** @description All, or only what was not read. */
                    state?: "all" | "unread";
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Notices at most, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Notice"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A notice and all that came before it were read. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReadingInput"];
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReadCount"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much the caller has not read. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The count */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Unread"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/{id}/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A notice was read. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such notice, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports of leaks: one's own, and all for those who handle them. */
        get: {
            parameters: {
                query?: {
                    /** @description Only those that are open, or only those that are closed. */
                    open?: boolean;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description How many: 1 to 200, 50 when absent. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Incident"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Report a leak or the suspicion of one. Those who handle leaks are told at once. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["IncidentReport"];
                };
            };
            responses: {
                /** @description Reported */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IncidentReported"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many reports: wait as long as Retry-After says */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many cases there were in the last 365 days. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description By kind and grade */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_IncidentFigure"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A case and its file. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The case */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IncidentCase"];
                    };
                };
                /** @description No such case, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a case with a finding. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["IncidentClosingInput"];
                };
            };
            responses: {
                /** @description The case as it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IncidentCase"];
                    };
                };
                /** @description No such case, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is closed already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add to a case file. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["IncidentEntryInput"];
                };
            };
            responses: {
                /** @description The case as it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IncidentCase"];
                    };
                };
                /** @description No such case, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is closed */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/traces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The comparisons of a case. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_LeakTrace"];
                    };
                };
                /** @description No such case, or not the caller's to handle */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Compare a leaked sheet with what left. The finding is kept in the case file; the sheet is not.
         *     Who took out a possible source does not read the case from then on.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LeakedSheet"];
                };
            };
            responses: {
                /** @description What was found */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LeakTrace"];
                    };
                };
                /** @description No such case, or not the caller's to handle */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is closed; or the finding names the caller: others go on */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not a file that can be read */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many comparisons: wait as long as Retry-After says */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/industries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Industries: by code, by name, or one level of the tree. */
        get: {
            parameters: {
                query?: {
                    /** @description What hangs directly under this code. */
                    parent?: string;
                    /** @description A part of the name, several parts with blanks between them, or the beginning of a code. */
                    q?: string;
                    /** @description These codes, with commas between them; at most 200. */
                    codes?: string;
                    /** @description Retired codes too. */
                    historical?: boolean;
                    /** @description At most so many, 1 to 200; everything under a parent is given anyway. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Best match first, or in the order of the codes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_CodeEntry"];
                    };
                };
                /** @description As it was */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interactions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take the record of an interaction back: its author, within 24 hours. It stays for the record,
         *     marked.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Taken back */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such interaction, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Mend the record of an interaction: its author, within 24 hours. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["InteractionChange"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Interaction"];
                    };
                };
                /** @description No such interaction, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/issued-copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The register of copies and disclosures: the caller's own; all for those who see every customer
         *     and the readers of the log.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Only copies, or only disclosures. */
                    kind?: "view" | "copy" | "share" | "disclosure" | "level_change" | "declassify" | "loan" | "correction" | "export" | "import";
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description How many: 1 to 200, 50 when absent. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_IssuedCopy"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Original files, by number, and who has each now: 500 at most. */
        get: {
            parameters: {
                query?: {
                    /** @description Only those of this customer. */
                    customer?: string;
                    /** @description Only the one with this number on its label. */
                    number?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Those that are open to the caller */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_LoanItem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An original file, and who has it now. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The item */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LoanItem"];
                    };
                };
                /** @description No such item, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Change what the register says of an original file. */
        put: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LoanItemInput"];
                };
            };
            responses: {
                /** @description Changed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LoanItem"];
                    };
                };
                /** @description No such item, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keepers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who keeps every classified file by name. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description By name */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Keeper"];
                    };
                };
                /** @description Not for the caller */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Name a keeper of classified files. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["KeeperInput"];
                };
            };
            responses: {
                /** @description Named */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Keeper"];
                    };
                };
                /** @description Not for the caller, or it is they themselves */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keepers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End somebody's keeping. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ended */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not for the caller */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody keeps by that id */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The register of loans: one's own, and those of customers that are open to one. */
        get: {
            parameters: {
                query?: {
                    /** @description All when absent. */
                    list?: "mine" | "waiting" | "out" | "late" | "all";
                    /** @description Only of this item. */
                    item?: string;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description How many: 1 to 200, 50 when absent. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Loan"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A loan. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The loan */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Loan"];
                    };
                };
                /** @description No such loan, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loans/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say, as the borrower, that an item is as the keeper described it. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Confirmed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Loan"];
                    };
                };
                /** @description No such loan, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is nothing to confirm */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loans/{id}/damage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report that an item was damaged. Superiors and keepers are told at once. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LoanReportInput"];
                };
            };
            responses: {
                /** @description Reported */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Loan"];
                    };
                };
                /** @description No such loan, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not out */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No text */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loans/{id}/extension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give more time, once, and never more than the regulation lends from now on. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LoanExtension"];
                };
            };
            responses: {
                /** @description Extended */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Loan"];
                    };
                };
                /** @description No such loan, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not out, or was extended before */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No later day, or too late a day */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loans/{id}/hand-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand an item out. Of many for whom it was approved, one gets it. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LoanCheck"];
                };
            };
            responses: {
                /** @description Handed out */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Loan"];
                    };
                };
                /** @description No such loan, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The item is out, or the time asked for is over */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loans/{id}/loss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report that an item cannot be found. Superiors and keepers are told at once. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LoanReportInput"];
                };
            };
            responses: {
                /** @description Reported */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Loan"];
                    };
                };
                /** @description No such loan, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not out */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No text */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loans/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an item back. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LoanCheck"];
                };
            };
            responses: {
                /** @description Taken back */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Loan"];
                    };
                };
                /** @description No such loan, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not out */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The maintenance log (维护日志) of customers that the caller sees. */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description Year and month; all when absent.
                     * @example 2026-11
                     */
                    month?: string;
                    /** @description Of this department. */
                    department?: string;
                    /** @description What became this. */
                    state?: components["schemas"]["ProposalState"];
                    /** @description Where the page begins, as the page before said. */
                    cursor?: string;
                    /** @description At most so many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The latest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_MaintenanceLine"];
                    };
                };
                /** @description Not a month */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance-log/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Take the maintenance log out as a table. Asks for the right to take customers out, and for no
         *     more of them than may leave without an approval.
         */
        get: {
            parameters: {
                query: {
                    /** @description The form. */
                    format: "xlsx" | "csv";
                    /** @description What for; the company may insist on it. */
                    purpose?: string;
                    /**
                     * @description Year and month; all when absent.
                     * @example 2026-11
                     */
                    month?: string;
                    /** @description Of this department. */
                    department?: string;
                    /** @description What became this. */
                    state?: components["schemas"]["ProposalState"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                    };
                };
                /** @description Not a month, or no purpose */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/month-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The checks of a month that are for the caller: their own, those of the departments that they
         *     head, or all.
         */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description Year and month; the present one when absent.
                     * @example 2026-11
                     */
                    month?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The month and its checks */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MonthChecks"];
                    };
                };
                /** @description Not a month */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Begin the checks of somebody's customers in the present month, one for each department that the
         *     customers belong to. What has begun stays as it is.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MonthCheckBeginning"];
                };
            };
            responses: {
                /** @description Their checks */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_MonthCheck"];
                    };
                };
                /** @description No customers, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/month-checks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One check. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MonthCheck"];
                    };
                };
                /** @description No such check, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/month-checks/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide on a submitted check: the head of the department. What is approved is applied right
         *     afterwards, by the system.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MonthCheckApproval"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MonthCheck"];
                    };
                };
                /** @description No such check, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is not submitted yet, or decided already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal without a reason, or of what is not there */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/month-checks/{id}/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The customers of a check, in the order of their file codes. */
        get: {
            parameters: {
                query?: {
                    /** @description Which customers; all when absent. */
                    part?: "all" | "open" | "marked";
                    /** @description Where the page begins, as the page before said. */
                    cursor?: string;
                    /** @description At most so many, 1 to 50. */
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What is to be said of them, and what was */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_WalkedCustomer"];
                    };
                };
                /** @description No such check, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/month-checks/{id}/customers/{customer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say of a customer which groups need a change; the facts of all others are verified by it. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    customer_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MarkedInput"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WalkedCustomer"];
                    };
                };
                /** @description No such check or customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The check was submitted already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Groups that are not there */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/month-checks/{id}/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose a change of a fact, in the place of what was proposed of it. Its group is marked by it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ProposalInput"];
                };
            };
            responses: {
                /** @description Proposed */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MonthProposal"];
                    };
                };
                /** @description No such check or customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The check was submitted already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/month-checks/{id}/proposals/{proposal_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take back a proposal. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    proposal_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Taken back */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such proposal, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The check was submitted already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/month-checks/{id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submit a check of which every customer was walked: whoever walks it. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MonthCheck"];
                    };
                };
                /** @description No such check, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Something is missing, or it was submitted already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/month-notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Customers with what customer service or finance added for a month: file code and name alone.
         *     For those who add.
         */
        get: {
            parameters: {
                query: {
                    /** @description What customer service adds, or finance. */
                    kind: components["schemas"]["MonthNoteKind"];
                    /**
                     * @description Year and month; the present one when absent.
                     * @example 2026-11
                     */
                    month?: string;
                    /** @description Where the page begins, as the page before said. */
                    cursor?: string;
                    /** @description At most so many, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description In the order of the file codes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_NotedCustomer"];
                    };
                };
                /** @description Not a month */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/month-notes/{customer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add what was served to a customer in the present month, or how it stands with payments. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    customer_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NoteInput"];
                };
            };
            responses: {
                /** @description Added */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NotedCustomer"];
                    };
                };
                /** @description No such customer */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It says nothing */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notice-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How notices leave the house. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The settings */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeSetting"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change how notices leave the house, from now on. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NoticeSettingChange"];
                };
            };
            responses: {
                /** @description As they are now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeSetting"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/notice-settings/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the caller a test letter. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description On its way */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Sending"];
                    };
                };
                /** @description Letters are off, or the caller has no address */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/obligations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Obligations that the caller may see: about customers that they see, their own, those of
         *     departments that they head.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Whose. */
                    whose?: "mine" | "others" | "all";
                    /** @description How they stand. */
                    state?: "pending" | "open" | "breached" | "kept" | "late_kept" | "released" | "all";
                    /** @description For which a department answers. */
                    department_id?: string;
                    /** @description For this person to do. */
                    person_id?: string;
                    /** @description About a customer. */
                    customer_id?: string;
                    /** @description Because of a duty of the regulation, by its key. */
                    duty?: string;
                    /** @description Because of a clause, as everybody quotes it. */
                    clause?: string;
                    /**
                     * @description Opened in this month, where the company is: year and month.
                     * @example 2026-11
                     */
                    opened_in?: string;
                    /**
                     * @description Done or let go in this month.
                     * @example 2026-11
                     */
                    closed_in?: string;
                    /**
                     * @description Found late in this month.
                     * @example 2026-11
                     */
                    breached_in?: string;
                    /** @description Due before this instant. */
                    due_before?: string;
                    /** @description Due at this instant or later. */
                    due_from?: string;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Obligations at most, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Those first that are due first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Obligation"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/obligations/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much there is to do. */
        get: {
            parameters: {
                query?: {
                    /** @description Whose. */
                    whose?: "mine" | "others" | "all";
                    /** @description For which a department answers. */
                    department_id?: string;
                    /** @description About a customer. */
                    customer_id?: string;
                    /** @description Because of a duty of the regulation, by its key. */
                    duty?: string;
                    /** @description For this person to do. */
                    person_id?: string;
                    /** @description Because of a clause, as everybody quotes it. */
                    clause?: string;
                    /** @description Due at this instant or later. */
                    due_from?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The counts */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ObligationCounts"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/obligations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One obligation, with the entries of the log that opened and fulfilled it, and wishes for more
         *     time.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The obligation */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ObligationDetail"];
                    };
                };
                /** @description No such obligation, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/obligations/{id}/extensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for more time: whoever has it to do, or stands in. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExtensionInput"];
                };
            };
            responses: {
                /** @description Asked */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ObligationDetail"];
                    };
                };
                /** @description No such obligation, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Done already, or somebody asked already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/obligations/{id}/extensions/{extension_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give more time or refuse it: the head of the department that answers for it, or of the
         *     custodian; nobody for themselves.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                    extension_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExtensionDecisionInput"];
                };
            };
            responses: {
                /** @description Decided */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ObligationDetail"];
                    };
                };
                /** @description No such obligation or wish, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Decided already, or done already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People in the order of a telephone book. */
        get: {
            parameters: {
                query?: {
                    /** @description Part of the name, its pinyin or initials, or the login. */
                    q?: string;
                    /** @description Where they work. */
                    department?: string;
                    /** @description Active or not; both when absent. */
                    active?: boolean;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description How many, 50 when absent. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A page of them */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Person"];
                    };
                };
                /** @description Parameters refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Take somebody on file. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PersonInput"];
                };
            };
            responses: {
                /** @description On file */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NewPerson"];
                    };
                };
                /** @description The login is in use */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The person */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Person"];
                    };
                };
                /** @description Nobody */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a person. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PersonUpdate"];
                };
            };
            responses: {
                /** @description As they are now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Person"];
                    };
                };
                /** @description Nobody */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The login is in use, or the last administrator would be lost */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/people/{id}/clearance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a person is trusted: for the person, and for whoever manages clearances. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Up to which level, and why */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Trust"];
                    };
                };
                /** @description No such person, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/clearances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Clear a person for a level. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ClearanceInput"];
                };
            };
            responses: {
                /** @description Cleared */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Clearance"];
                    };
                };
                /** @description Not for the caller, or it is their own */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such person */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/clearances/{clearance_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a clearance. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    clearance_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ended */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not for the caller */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such clearance */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/deactivation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let somebody go: they can no longer sign in, their sessions and access tokens end. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Let go */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Departure"];
                    };
                };
                /** @description Nobody */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Oneself, or the last system administrator */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Take somebody back, with the roles and the password that they had. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Back */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Person"];
                    };
                };
                /** @description Nobody */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Oneself, or their department was closed */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/leaving": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether somebody's leaving is registered. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What is registered */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Leaving"];
                    };
                };
                /** @description No such person */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Register that somebody leaves, or correct their last day. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LeavingInput"];
                };
            };
            responses: {
                /** @description What is registered */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Leaving"];
                    };
                };
                /** @description No such person */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Take it back: they stay. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description They stay */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such person, or nothing was registered */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/lockout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Lift the pause that failed sign-ins brought on somebody. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Lifted */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Nobody */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give somebody a new one-time password. Their sessions end. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The password */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NewPassword"];
                    };
                };
                /** @description Nobody */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Oneself: use the account page */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take the second factor from somebody who lost it. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As they are now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Person"];
                    };
                };
                /** @description Nobody */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Oneself: use the account page */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules that bind the caller, and whether they accepted them. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The rules */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Pledge"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /**
         * Accept the rules in force. Until then everything but this, the account and signing out is
         *     closed, where the regulation asks for a pledge.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PledgeInput"];
                };
            };
            responses: {
                /** @description Accepted */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Pledge"];
                    };
                };
                /** @description Another version holds by now, or none asks for a pledge */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pledges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who accepted the rules of which version, and when: the caller, the people of departments that
         *     they head, everybody for those who see all customers, read the log or keep the accounts.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description By department and name */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Pledges"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The regulation in force. Everybody may read it. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What holds now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PolicyBook"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/clauses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every clause in force: how it is met, and what a month shows of it. */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description Year and month where the company is; the present one when absent.
                     * @example 2026-11
                     */
                    month?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description In the order of the book */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PolicyCoverage"];
                    };
                };
                /** @description No month */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The versions of the regulation: those that were approved for everybody, drafts and proposals for
         *     those who write or decide on them.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The latest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_PolicyVersionRow"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Begin a draft, from the newest approved version or from another. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PolicyDraftInput"];
                };
            };
            responses: {
                /** @description The draft */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PolicyVersionRow"];
                    };
                };
                /** @description No such version, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/versions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version with what it says. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The version */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PolicyVersion"];
                    };
                };
                /** @description No such version, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Remove a draft. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such version, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No draft any more */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a draft, part by part. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PolicyChange"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PolicyVersion"];
                    };
                };
                /** @description No such version, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No draft any more */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What is wrong with the changes, each at its place */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/policy/versions/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a proposed version: whom the regulation in force names, never the proposer. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PolicyApproval"];
                };
            };
            responses: {
                /** @description Approved, or waiting for the next */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PolicyVersionRow"];
                    };
                };
                /** @description No such version, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not proposed, overtaken, or its date has passed */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It has changed since the caller saw it */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/versions/{id}/book.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A version as a document for Word. */
        get: {
            parameters: {
                query?: {
                    /** @description `zh` or `en`; `zh` when absent. */
                    language?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The document */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": number[];
                    };
                };
                /** @description No such version, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such language */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/versions/{id}/book.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A version as a book, for reading and for paper. */
        get: {
            parameters: {
                query?: {
                    /** @description `zh` or `en`; `zh` when absent. */
                    language?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A document that prints well */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description No such version, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No such language */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/versions/{id}/difference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a version changes of the one in force, or of another, and for whom. */
        get: {
            parameters: {
                query?: {
                    /** @description The version that it is compared with; the one in force when absent. */
                    with?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What changes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PolicyDifference"];
                    };
                };
                /** @description No such version, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/versions/{id}/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose a draft for approval. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PolicyProposal"];
                };
            };
            responses: {
                /** @description It waits for approval */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PolicyVersionRow"];
                    };
                };
                /** @description No such version, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No draft, overtaken, or without a change */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Take a proposal back. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A draft again */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PolicyVersionRow"];
                    };
                };
                /** @description No such version, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not proposed */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/versions/{id}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse a proposed version, with the reason. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PolicyRefusal"];
                };
            };
            responses: {
                /** @description Refused */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PolicyVersionRow"];
                    };
                };
                /** @description No such version, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not proposed */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/versions/{id}/toml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The text of a version, for an editor of one's own. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description TOML */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/toml": string;
                    };
                };
                /** @description No such version, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Put a text in place of a draft's, whole. What is wrong with it is told with line and column. */
        put: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/toml": string;
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PolicyVersion"];
                    };
                };
                /** @description No such version, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No draft any more */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Every fault, with line and column */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every post. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description All of them, in the order in which they were made */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Post"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Make a post. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PostInput"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Post"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/posts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a post. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PostUpdate"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Post"];
                    };
                };
                /** @description No such post */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How good the data is that the caller answers for: their own, that of their departments, or all. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The figures */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Quality"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests: one's own, those that wait for one, or all that exist for one. */
        get: {
            parameters: {
                query?: {
                    /** @description Whose; all when absent. */
                    list?: "mine" | "to_decide" | "all";
                    /** @description Only of this state. Those that wait for the caller are open. */
                    state?: "open" | "sent_back" | "granted" | "refused" | "withdrawn" | "revoked" | "expired";
                    /** @description Only of this kind. */
                    kind?: "view" | "copy" | "share" | "disclosure" | "level_change" | "declassify" | "loan" | "correction" | "export" | "import";
                    /** @description Only about this customer. */
                    customer?: string;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description How many: 1 to 200, 50 when absent. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Request"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Ask for something that is closed. Those whose turn it is are told. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RequestInput"];
                };
            };
            responses: {
                /** @description Handed in */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Request"];
                    };
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The same is asked already, or nobody could decide */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A request. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The request */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Request"];
                    };
                };
                /** @description No such request, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide on a request in one's turn. With the last word what was asked for is done. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RequestDecisionInput"];
                };
            };
            responses: {
                /** @description Decided */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Request"];
                    };
                };
                /** @description No such request, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What was asked for cannot be done any more */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No reason, or no earlier step */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand in a request again that was sent back to its applicant. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RequestMended"];
                };
            };
            responses: {
                /** @description Handed in */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Request"];
                    };
                };
                /** @description No such request, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It was not sent back */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It has changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a request of one's own back. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Taken back */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Request"];
                    };
                };
                /** @description No such request, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is over */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It has changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/returned-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes of the caller's that a head wants looked at again. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The oldest first, at most 200 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_ListedChange"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/returned-changes/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Answer a change of one's own that came back. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeAnswer"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListedChange"];
                    };
                };
                /** @description No such change, or not the caller's */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It did not come back */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No words */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/robots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The robots. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The oldest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Robot"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Set up a robot. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RobotInput"];
                };
            };
            responses: {
                /** @description Set up */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Robot"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/robots/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a robot. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RobotChange"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Robot"];
                    };
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/robots/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a robot say a test message to the caller. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description On its way */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Sending"];
                    };
                };
                /** @description It is off */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every role. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description All of them, the product's own first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Role"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Make a role. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RoleInput"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Role"];
                    };
                };
                /** @description The code is in use */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a role of the company's own that nobody has. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such role */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is the product's own, or somebody has it */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a role of the company's own. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RoleUpdate"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Role"];
                    };
                };
                /** @description No such role */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is the product's own, or the code is in use */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/saved-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The views of a list that the caller may use: one's own and those shared with everybody. */
        get: {
            parameters: {
                query?: {
                    /** @description The list; `customers` when absent. */
                    list?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Oldest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_SavedView"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Keep a view. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SavedViewInput"];
                };
            };
            responses: {
                /** @description Kept */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SavedView"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/saved-views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a view of one's own. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a view of one's own. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SavedViewChange"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SavedView"];
                    };
                };
                /** @description Changed meanwhile */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search customers. */
        get: {
            parameters: {
                query: {
                    /**
                     * @description Words from two Chinese characters, pinyin, initials, four digits…, and filters:
                     *     `行业:物流 负责人:我 -阶段:流失 创建:本月 泵业`. `/search/box` tells how a text is understood.
                     */
                    q: string;
                    /** @description Hits at most, 1 to 50. */
                    limit?: number | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What was found */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Hits"];
                    };
                };
                /** @description A part of the text was not understood; `from` and `to` in the parameters tell which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/box": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the box makes of a text while somebody types: filters, words, troubles, and what could be
         *     typed next.
         */
        get: {
            parameters: {
                query: {
                    /** @description What stands in the box. */
                    q: string;
                    /** @description Behind how many characters the caret stands; at the end when absent. */
                    caret?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As far as it can be understood */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BoxState"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/recent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's latest searches, at most 20. Nobody else sees them. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Latest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_RecentSearch"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Keep a search as the caller's latest. The oldest beyond 20 is forgotten. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RecentSearchInput"];
                };
            };
            responses: {
                /** @description What is kept now, latest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_RecentSearch"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Forget all of the caller's searches. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Forgotten */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/recent/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget one of the caller's searches. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Forgotten */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Who */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                /** @description Nobody */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Sign in. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Credentials"];
                };
            };
            responses: {
                /** @description Signed in; the session's cookie is in the reply */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                /** @description Wrong login or password (sign_in_failed), or the second factor is missing (totp_required) or wrong (totp_wrong), or would be needed here and the person has none (proof_missing), or the network is not admitted (network_refused) */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failures: wait as long as Retry-After says */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Sign out. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Signed out */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lock the session in use: until the password is given, nothing is told. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Locked */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Open the session in use again. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Unlocking"];
                };
            };
            responses: {
                /** @description Open */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The password is wrong */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failures: wait as long as Retry-After says */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the second factor again, to open what is classified, or to go on from a foreign network. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SessionProof"];
                };
            };
            responses: {
                /** @description Shown; it holds as long as GET /session says */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The code is wrong, or the caller has no second factor */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failures: wait as long as Retry-After says */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's live sessions. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description All of them, newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Session"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** End all of one's sessions but the one in use. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ended */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of one's sessions. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ended */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such session of the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server waits to be set up. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Whether it does */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SetupState"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Set the company up, and sign its first administrator in. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetupInput"];
                };
            };
            responses: {
                /** @description Set up; the session's cookie is in the reply */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                /** @description There is a company already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Wrong code, or values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many wrong codes */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/twins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers that look like one, of which the caller sees both. */
        get: {
            parameters: {
                query?: {
                    /** @description What became of them; `open` when absent. */
                    state?: components["schemas"]["TwinRuling"];
                    /** @description To which department one of them belongs, or to one below it. */
                    department?: string;
                    /** @description Where the page begins, as the page before said. */
                    cursor?: string;
                    /** @description At most so many, 1 to 100. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The likeliest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TwinPage"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/twins/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compare all customers anew, in the background. Rulings stay. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It begins within a minute */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/twins/{a}/{b}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Rule on two customers that look like one. That they are two holds until the name or the credit
         *     code of one changes.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    a: string;
                    b: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TwinInput"];
                };
            };
            responses: {
                /** @description Ruled */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description No such pair, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No reason */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/urgent-news": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Urgent news that is for the caller. */
        get: {
            parameters: {
                query?: {
                    /** @description Only of this kind. */
                    kind?: "market" | "product" | "major_matter";
                    /** @description Only about this customer. */
                    customer?: string;
                    /** @description Only what waits for the caller's acknowledgement. */
                    waiting?: boolean;
                    /** @description Only what somebody has not acknowledged. */
                    unacknowledged?: boolean;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description How many: 1 to 200, 50 when absent. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_UrgentNews"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Report urgent news. It reaches the head of the department and, unless it is confidential, the
         *     custodian.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Makes a repeat safe */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UrgentNewsInput"];
                };
            };
            responses: {
                /** @description Reported */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UrgentNews"];
                    };
                };
                /** @description No such customer, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It would reach nobody */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/urgent-news/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much news waits for the caller's acknowledgement. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The count */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NewsCount"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/urgent-news/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A piece of urgent news. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The news */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UrgentNews"];
                    };
                };
                /** @description No such news, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/urgent-news/{id}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take note of news that was sent to the caller. To say it again changes nothing. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Acknowledged */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UrgentNews"];
                    };
                };
                /** @description No such news, or not for the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/watch-findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Findings about others: nobody is told of those about themselves. */
        get: {
            parameters: {
                query?: {
                    /** @description Only those of this state. */
                    state?: components["schemas"]["WatchState"];
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description How many: 1 to 200, 50 when absent. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_WatchFinding"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/watch-findings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A finding. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The finding */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WatchFinding"];
                    };
                };
                /** @description No such finding, or about the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/watch-findings/{id}/conclusion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Conclude what was looked into. An incident is reported at once, and is not the person's to read. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /**
                     * @description The version seen, quoted
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WatchConclusionInput"];
                };
            };
            responses: {
                /** @description The finding as it is now */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WatchFinding"];
                    };
                };
                /** @description No such finding, or about the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description It is closed already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Somebody else was faster, or more was read */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Values refused */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workbench": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's first page: figures, what they were at, what wants doing. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The page */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Workbench"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workbench/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What waits for the caller's decision, and what the caller asked others for, the longest waiting
         *     first.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description By kind */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description Refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Somebody is away. */
        Absence: {
            /**
             * Format: date
             * @description The first day.
             */
            from: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Who is away. */
            person: components["schemas"]["Named"];
            /** @description Who stands in. */
            substitute: components["schemas"]["Named"];
            /**
             * Format: date
             * @description The last day.
             */
            to: string;
        };
        /** @description An absence to be entered. */
        AbsenceInput: {
            /**
             * Format: date
             * @description The first day.
             */
            from: string;
            /**
             * Format: uuid
             * @description Who is away; the caller when absent.
             */
            person_id?: string;
            /**
             * Format: uuid
             * @description Who stands in.
             */
            substitute_id: string;
            /**
             * Format: date
             * @description The last day.
             */
            to: string;
        };
        /** @description How people get in and stay in. A number of 0 switches its part off. */
        AccessRules: {
            /** @description A device that the person has not used before needs the second factor. */
            device_proof: boolean;
            /**
             * Format: int64
             * @description After how long a session that nobody uses ends, in minutes.
             */
            idle_minutes: number;
            /**
             * Format: int64
             * @description After how long a page that is left alone locks, in minutes.
             */
            lock_minutes: number;
            /**
             * @description The company's own networks; none: everywhere is inside.
             * @example [
             *       "10.0.0.0/8"
             *     ]
             */
            networks: string[];
            /** @description What becomes of a sign-in from elsewhere. */
            outside: components["schemas"]["OutsideCode"];
            /**
             * Format: int64
             * @description How old a password may become, in days.
             */
            password_days: number;
            /**
             * Format: int64
             * @description How many former passwords may not be chosen again.
             */
            password_history: number;
            /**
             * Format: int64
             * @description For how long a second factor opens what is classified, in minutes; 0: it is not asked.
             */
            step_up_minutes: number;
        };
        /** @description How people sign in: what the company has set, and what holds under its regulation. */
        AccessSettings: {
            /** @description As it holds: the stricter of setting and regulation. */
            effective: components["schemas"]["AccessRules"];
            /** @description The clause that asks for passwords to be changed; null: none. */
            password_clause?: string | null;
            /** @description The clause that asks for another proof from foreign networks and devices; null: none. */
            proof_clause?: string | null;
            /** @description As set. */
            set: components["schemas"]["AccessRules"];
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
            /** @description The network address that the caller comes from. */
            your_address: string;
        };
        /** @description An access token. */
        AccessToken: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date
             * @description Its last day.
             */
            expires_on: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * Format: date-time
             * @description Last use, to the minute.
             */
            last_used_at?: string | null;
            /** @description What it is for. */
            name: string;
            /** @description What it may be used for, at most. */
            scopes: components["schemas"]["Permission"][];
        };
        /** @description An access token as somebody wants to make it. */
        AccessTokenInput: {
            /**
             * Format: date
             * @description Its last day, at most 366 days away.
             * @example 2027-03-31
             */
            expires_on: string;
            /** @description What it is for. */
            name: string;
            /** @description What it may be used for: at most what its person may. */
            scopes: components["schemas"]["Permission"][];
        };
        /** @description A change of how people sign in; what is absent stays. */
        AccessUpdate: {
            /** @description A device that the person has not used before needs the second factor. */
            device_proof?: boolean;
            /**
             * Format: int64
             * @description After how long a session that nobody uses ends, in minutes.
             */
            idle_minutes?: number;
            /**
             * Format: int64
             * @description After how long a page that is left alone locks, in minutes; 0: never.
             */
            lock_minutes?: number;
            /** @description The company's own networks: `10.0.0.0/8`, `2001:db8::/32`, or one address. */
            networks?: string[];
            /** @description What becomes of a sign-in from elsewhere. */
            outside?: components["schemas"]["OutsideCode"];
            /**
             * Format: int64
             * @description How old a password may become, in days; 0: any age.
             */
            password_days?: number;
            /**
             * Format: int64
             * @description How many former passwords may not be chosen again.
             */
            password_history?: number;
            /**
             * Format: int64
             * @description For how long a second factor opens what is classified, in minutes; 0: it is not asked.
             */
            step_up_minutes?: number;
        };
        /** @description A change of one's account; what is absent stays. */
        AccountChange: {
            /** @description Language of one's messages: "zh" or "en". */
            locale?: string | null;
        };
        /** @description The latest thing that happened to a customer. */
        Activity: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description The customer. */
            customer: components["schemas"]["CustomerName"];
            /** @description Keys of the fields that changed. */
            fields?: string[];
            /** @description "interaction", or the kind of the event: created, change, owner, share… */
            kind: string;
            /** @description Who. */
            person: components["schemas"]["Named"];
            /** @description What came of it. */
            summary?: string | null;
            /** @description By what way they dealt with each other. */
            way?: string | null;
        };
        /** @description The first administrator. */
        AdministratorInput: {
            /** @description What they will sign in with. */
            login: string;
            /** @description What they are called. */
            name: string;
            /**
             * Format: password
             * @description Their password, 10 to 128 characters.
             */
            password: string;
        };
        /** @description Whether something may be done: the permission rule's answer. */
        Answer: {
            /**
             * @description "allow", "deny" or "needs".
             * @example allow
             */
            answer: string;
            /** @description The clause that the answer rests on. */
            clause?: string | null;
            /** @description Why not. */
            reason?: string | null;
            /** @description The request that would open it. */
            request?: string | null;
        };
        /** @description Another owner for a customer. */
        Assignment: {
            /**
             * Format: uuid
             * @description Who owns it from now on.
             */
            owner_id: string;
            /** @description Why. */
            reason: string;
        };
        /** @description What can be done at once, with nothing more to say. */
        AtOnce: {
            /** @description What to send; null: nothing. */
            body?: Record<string, never> | null;
            /**
             * @description A POST below /api/v1 does it.
             * @example /exports/019e0f6c-0000-7000-8000-000000000001/approval
             */
            path: string;
            /**
             * Format: int64
             * @description The version for If-Match; null where none is asked for.
             */
            version?: number | null;
        };
        /** @description What was said of a clause. */
        Attestation: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Whether it is so. */
            holds: boolean;
            /** @description What they add; why, where it is not so. */
            note?: string | null;
            /**
             * Format: date
             * @description On which day it was so.
             */
            on: string;
            /** @description Who said it. */
            person: components["schemas"]["Named"];
        };
        /** @description It is not so. */
        AttestationFailureInput: {
            /** @description Why, at most 500 characters. */
            reason: string;
        };
        /** @description It is so. */
        AttestationInput: {
            /** @description What is to be added, at most 500 characters. */
            note?: string;
            /**
             * Format: date
             * @description On which day; today when absent, and never later.
             */
            on?: string;
        };
        /** @description Something that the software does, or will do, about a clause. */
        BookCapability: {
            /** @description Its key. */
            key: string;
            /** @description Where a person finds it; null when it is not there yet. */
            page?: string | null;
            /** @description What it is called. */
            title: components["schemas"]["Label"];
        };
        /** @description A clause that holds. */
        BookClause: {
            /** @description What meets it, or is missing. */
            by: components["schemas"]["BookCapability"][];
            /**
             * @description As everybody quotes it.
             * @example M 5.1.6a
             */
            clause: string;
            heading?: components["schemas"]["Label"] | null;
            /** @description `enforced`, `tracked`, `attested` or `not_yet`. */
            met: string;
            /** @description Its number there. */
            number: string;
            /** @description Code of its regulation. */
            pack: string;
            /** @description The keys of its values. */
            rules: string[];
            /** @description What it says, with the values that hold. */
            text: components["schemas"]["Label"];
            /** @description How a clause that is not met yet will be. */
            will?: string | null;
        };
        /** @description A matter on which clauses say different things. */
        BookContradiction: {
            /** @description Code of the regulation that holds. */
            holds: string;
            /** @description What it is about. */
            matter: string;
            /** @description What each says. */
            positions: components["schemas"]["BookPosition"][];
            reason?: components["schemas"]["Label"] | null;
            /** @description Why: `alone`, `named_first`, `own_rule` or `settled`. */
            why: string;
        };
        /** @description A clause that the company lets not hold. */
        BookDropped: {
            /** @description The clause. */
            clause: string;
            /** @description Why it does not hold. */
            reason: components["schemas"]["Label"];
            /** @description What it says. */
            text: components["schemas"]["Label"];
        };
        /** @description A regulation that goes into this one. */
        BookPack: {
            /**
             * @description Its code: one letter for the shipped ones.
             * @example M
             */
            code: string;
            /** @description The company wrote it itself. */
            own: boolean;
            /** @description Its title. */
            title: components["schemas"]["Label"];
            /** @description Its version. */
            version: string;
        };
        /** @description What one clause says of a matter. */
        BookPosition: {
            /** @description The clause. */
            clause: string;
            /** @description That holds. */
            holds: boolean;
            /** @description What its rule is called. */
            label: components["schemas"]["Label"];
            /** @description Code of its regulation. */
            pack: string;
            /** @description What it says. */
            words: components["schemas"]["Label"];
        };
        /** @description A value of the regulation. */
        BookRule: {
            /** @description The company set another value. */
            changed: boolean;
            /** @description The clause that says so. */
            clause: string;
            /** @description It holds; false when another regulation's rule on the same matter does. */
            holds: boolean;
            /** @description Its name within its regulation. */
            key: string;
            /** @description What it is called. */
            label: components["schemas"]["Label"];
            /** @description What it is about, the same in all regulations. */
            matter: string;
            /** @description Code of its regulation. */
            pack: string;
            reason?: components["schemas"]["Label"] | null;
            /** @description What it is in the regulation as that came. */
            shipped: string;
            /** @description The same in words. */
            shipped_words: components["schemas"]["Label"];
            /**
             * @description What kind of value it has: `duration`, `cycle`, `number`, `percent`, `money`,
             *     `money_range`, `chain`, `list`, `yes_no`, `text` or `day_of_month`.
             */
            type: string;
            /** @description Its value as a regulation is written; empty: a blank. */
            value: string;
            /** @description Its value in words. */
            words: components["schemas"]["Label"];
        };
        /** @description A name in both languages. */
        BothNames: {
            /** @description English */
            en: string;
            /** @description 中文 */
            zh: string;
        };
        /**
         * @description What a proposal adds.
         * @enum {string}
         */
        BoxAdds: "key" | "value" | "filter";
        /** @description A part of the text that was understood as filters. Places count characters. */
        BoxPart: {
            /**
             * @description Filters as the list takes them.
             * @example [
             *       "industry:under:G"
             *     ]
             */
            filters: string[];
            /** @description Its first character. */
            from: number;
            /**
             * @description The name of the field.
             * @example 所属行业
             */
            label: string;
            /** @description What does not meet it is asked for. */
            negated: boolean;
            /**
             * @description What is asked of it, in words.
             * @example 交通运输、仓储和邮政业
             */
            shown: string;
            /** @description Behind its last character. */
            to: number;
        };
        /** @description A text to put in the place of a part of what stands there. */
        BoxProposal: {
            /** @description What it adds. */
            adds: components["schemas"]["BoxAdds"];
            /** @description The first character that it replaces. */
            from: number;
            /** @description What people read. */
            label: string;
            /**
             * @description What stands there then.
             * @example 合作阶段:
             */
            text: string;
            /** @description Behind the last character that it replaces. */
            to: number;
        };
        /** @description What the box makes of a text. */
        BoxState: {
            /** @description What was understood as filters, in the order of the text. */
            parts: components["schemas"]["BoxPart"][];
            /** @description What could stand at the caret, likeliest first. */
            proposals: components["schemas"]["BoxProposal"][];
            /** @description What was not understood. */
            troubles: components["schemas"]["BoxTrouble"][];
            /** @description The words that are left for the search. */
            words: string;
        };
        /** @description A part of the text that was not understood. */
        BoxTrouble: {
            /**
             * @description A stable code.
             * @example box_key_unknown
             */
            code: string;
            /** @description Its first character. */
            from: number;
            /** @description The same in words. */
            message: string;
            /** @description What may have been meant, to stand in that place. */
            proposed: string[];
            /** @description Behind its last character. */
            to: number;
        };
        /** @description What is done to each: exactly one of these. */
        BulkChange: {
            /**
             * Format: uuid
             * @description Give to this person.
             */
            owner_id?: string | null;
            set?: components["schemas"]["FactChanges"] | null;
        };
        /** @description A change to many customers. */
        BulkInput: {
            /** @description What is done to each. */
            action: components["schemas"]["BulkChange"];
            /** @description Which, at most 500. */
            ids: string[];
            /** @description Why. */
            reason?: string;
        };
        /** @description How it went for one customer. */
        BulkOutcome: {
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Done. */
            ok: boolean;
            problem?: components["schemas"]["Problem"] | null;
        };
        /** @description How it went. */
        BulkOutcomes: {
            /** @description In the order of the request. */
            results: components["schemas"]["BulkOutcome"][];
        };
        /** @description A campaign. */
        Campaign: {
            /**
             * Format: date-time
             * @description When.
             */
            closed_at?: string | null;
            closed_by?: components["schemas"]["Named"] | null;
            /** @description What is said about it. */
            conclusion?: string | null;
            /** @description How far the caller's part is. */
            counts: components["schemas"]["CampaignCounts"];
            /**
             * Format: date
             * @description Its last day.
             */
            due_on: string;
            /** @description Which customers, as filters of the list; none: all. */
            filters: string[];
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description What it is for. */
            kind: components["schemas"]["CampaignKind"];
            /** @description Whether the caller may close it. */
            manage: components["schemas"]["Answer"];
            /**
             * Format: date-time
             * @description When.
             */
            opened_at: string;
            opened_by?: components["schemas"]["Named"] | null;
            /** @description The same by department and person. */
            people: components["schemas"]["CampaignPerson"][];
            /**
             * Format: date
             * @description The first day of its period, for one that the clock opened.
             */
            period?: string | null;
            result?: components["schemas"]["CampaignCounts"] | null;
            /** @description What it is called; empty for one that the clock opened. */
            title: string;
            /**
             * Format: int64
             * @description Customers in it.
             */
            total: number;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description Work that is given to another. */
        CampaignAssignment: {
            /**
             * Format: uuid
             * @description The department.
             */
            department_id: string;
            /**
             * Format: uuid
             * @description Who had it.
             */
            from_id: string;
            /**
             * Format: uuid
             * @description Who has it from now on.
             */
            to_id: string;
        };
        /** @description How a campaign ends. */
        CampaignClosing: {
            /** @description What is to be said about it, at most 2,000 characters. */
            conclusion: string;
        };
        /** @description How many it was. */
        CampaignCount: {
            /**
             * Format: int64
             * @description Customers, or people.
             */
            count: number;
        };
        /** @description How many customers are in each state. */
        CampaignCounts: {
            /**
             * Format: int64
             * @description Something was not, and is changed or corrected.
             */
            changed: number;
            /**
             * Format: int64
             * @description They went into other customers.
             */
            merged: number;
            /**
             * Format: int64
             * @description Nobody has gone through them.
             */
            open: number;
            /**
             * Format: int64
             * @description They could not be reached.
             */
            unreachable: number;
            /**
             * Format: int64
             * @description All of them is true.
             */
            verified: number;
        };
        /** @description A campaign. */
        CampaignInput: {
            /**
             * Format: date
             * @description Its last day.
             * @example 2026-12-31
             */
            due_on: string;
            /** @description Which customers, as `filter` of the list; none: all. */
            filters?: string[];
            /** @description What it is for. */
            kind: components["schemas"]["CampaignKind"];
            /**
             * @description What it is called.
             * @example 2026年度客户资料核实
             */
            title: string;
        };
        /** @description A customer in a campaign. */
        CampaignItem: {
            /** @description The customer. */
            customer: components["schemas"]["CustomerName"];
            /** @description How it was verified, or tried; empty: not yet. */
            how: string;
            /** @description Groups of facts that are verified so far. */
            parts: string[];
            /** @description Who goes through it. */
            person: components["schemas"]["Named"];
            /** @description What became of it. */
            state: components["schemas"]["WalkState"];
            /**
             * Format: date-time
             * @description When.
             */
            walked_at?: string | null;
            /** @description Who went through it. */
            walked_by?: string | null;
        };
        /** @enum {string} */
        CampaignKind: "verification" | "revision" | "inspection";
        /** @description How far a person of a department is. */
        CampaignPerson: {
            /** @description How far. */
            counts: components["schemas"]["CampaignCounts"];
            /** @description The department. */
            department: components["schemas"]["Named"];
            /** @description Who. */
            person: components["schemas"]["Named"];
        };
        /** @description Whom to remind. */
        CampaignReminder: {
            /**
             * Format: uuid
             * @description The department.
             */
            department_id: string;
        };
        /** @description The customer of a card. */
        CardCustomer: {
            /**
             * @description The uniform file code.
             * @example KH0000001
             */
            code: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            industry?: components["schemas"]["Place"] | null;
            /** @description Organisation or individual. */
            kind: components["schemas"]["Kind"];
            /** @description Full name. */
            name: string;
            /** @description Its owner. */
            owner: components["schemas"]["Named"];
            region?: components["schemas"]["Place"] | null;
        };
        /** @description A field on a card. */
        CardField: {
            /** @description The card is not complete without it. */
            expected: boolean;
            /** @description Left out here; its value stays. */
            hidden: boolean;
            /** @description Key in the field catalogue. */
            key: string;
            /** @description Nobody can hide it. */
            locked: boolean;
            /** @description The card is not saved without it. */
            required: boolean;
        };
        /** @description A field in the place where somebody put it. */
        CardFieldInput: {
            /** @description Leave it out; its value stays. */
            hidden?: boolean;
            /** @description Key in the field catalogue. */
            key: string;
            /** @description The card is not saved without it. */
            required?: boolean;
        };
        /** @description A heading of a card and its fields. */
        CardGroup: {
            /** @description In order. */
            fields: components["schemas"]["CardField"][];
            /** @description Its key. */
            key: string;
            /** @description Heading. */
            label: components["schemas"]["Label"];
        };
        /** @description A heading and what somebody put under it. */
        CardGroupInput: {
            /** @description In order. */
            fields: components["schemas"]["CardFieldInput"][];
            /** @description Key of the group. */
            key: string;
        };
        /** @description What a card says. */
        CardRead: {
            /** @description Facts of the contact, in the fields of the catalogue. */
            contact: components["schemas"]["Facts"];
            /** @description Facts of the organisation, for a customer to be registered. */
            customer: components["schemas"]["Facts"];
            /** @description Customers that may be the organisation, of those the caller sees. */
            customers: components["schemas"]["MaybeCustomer"][];
            /** @description Why it could not be read; null when it could. */
            error?: string | null;
            /** @description Texts for which no field had room. */
            left_out: string[];
            /** @description The person. */
            name: string;
            /** @description Where they work; may be empty. */
            organization: string;
            /** @description People on file who may be the same, of those the caller sees. */
            same: components["schemas"]["KnownContact"][];
        };
        /** @description A contact as a business card. */
        CardRow: {
            /** @description The customer. */
            customer: components["schemas"]["CardCustomer"];
            group?: components["schemas"]["Place"] | null;
            /**
             * Format: uuid
             * @description The contact.
             */
            id: string;
            /** @description Name. */
            name: string;
            /** @description The one to turn to first. */
            primary: boolean;
            /** @description Post, numbers and addresses, and when, where and at what occasion one met. */
            values: components["schemas"]["Facts"];
        };
        /** @description A card template as it holds for a department. */
        CardTemplate: components["schemas"]["CardTemplateSummary"] & {
            /** @description Where the regulations ask for such a card. */
            clause?: string | null;
            /** @description The facts on each contact; empty where the customer is the person. */
            contact: components["schemas"]["CardGroup"][];
            /** @description The customer's facts, in order. */
            groups: components["schemas"]["CardGroup"][];
            /**
             * Format: uuid
             * @description The department for which it is given; null: as the company has it.
             */
            level_id?: string | null;
        };
        /** @description A change of a card template at a level; what is absent stays. */
        CardTemplateChange: {
            /** @description False puts it away; of an own template only. */
            active?: boolean | null;
            /** @description The facts on each contact. */
            contact?: components["schemas"]["CardGroupInput"][] | null;
            /**
             * Format: uuid
             * @description The department whose card is arranged; the company's (or, of an own template, everybody's)
             *     when absent or null.
             */
            department_id?: string | null;
            /** @description The customer's facts as they are to stand: what is left out is hidden. */
            groups?: components["schemas"]["CardGroupInput"][] | null;
            label?: components["schemas"]["Label"] | null;
        };
        /** @description A template of one's own. */
        CardTemplateInput: {
            /**
             * @description Code of the builtin template to start from.
             * @example company
             */
            base: string;
            /** @description `x_` and 1 to 40 of a-z, 0-9, _; made from the label when absent. */
            code?: string | null;
            /** @description The facts on each contact. */
            contact?: components["schemas"]["CardGroupInput"][] | null;
            /**
             * Format: uuid
             * @description Whose it is; null: the company's.
             */
            department_id?: string | null;
            /** @description The customer's facts as they are to stand; as on the base when absent. */
            groups?: components["schemas"]["CardGroupInput"][] | null;
            /** @description Its name. */
            label: components["schemas"]["Label"];
        };
        /** @description A card template in a list. */
        CardTemplateSummary: {
            /** @description False when it was put away. */
            active: boolean;
            /** @description The builtin template that an own one started from. */
            base?: string | null;
            /** @description Shipped with the product. */
            builtin: boolean;
            /**
             * @description Its code: builtin ones by name, own ones `x_…`.
             * @example company
             */
            code: string;
            /**
             * Format: uuid
             * @description Whose it is; null: the company's.
             */
            department_id?: string | null;
            /** @description For which customers. */
            kind: components["schemas"]["FieldKinds"];
            /** @description Its name in both languages. */
            label: components["schemas"]["Label"];
            /** @description Its name in the caller's language. */
            name: string;
            /**
             * Format: int64
             * @description Grows with every change of the card at this level or above; send it back in If-Match.
             */
            version: number;
        };
        /** @description Cards to be read. */
        CardText: {
            /**
             * @description vCard 2.1, 3.0 or 4.0, at most 500000 characters and 100 cards.
             * @example BEGIN:VCARD
             *     VERSION:3.0
             *     FN:陈静
             *     END:VCARD
             */
            text: string;
        };
        /** @description Mended cells, by column. */
        Cells: {
            /** @description What stands there now. */
            cells?: {
                [key: string]: string;
            };
            choice?: components["schemas"]["ImportChoice"] | null;
            /**
             * Format: uuid
             * @description The customer that is changed, where that is the choice; one of the row's twins.
             */
            customer_id?: string | null;
        };
        /** @description What the author says to a change that came back. */
        ChangeAnswer: {
            /** @description What, at most 500 characters. */
            text: string;
        };
        /**
         * @description What the head says of a change.
         * @enum {string}
         */
        ChangeJudgement: "open" | "fine" | "again";
        /** @description The change list of a department and a week. */
        ChangeList: {
            /** @description Whether the caller accepts it. */
            accept: components["schemas"]["Answer"];
            accepted?: components["schemas"]["Done"] | null;
            /**
             * Format: int64
             * @description Which went back to their author.
             */
            again: number;
            /**
             * Format: int64
             * @description To which their author said something.
             */
            answered: number;
            /**
             * Format: int64
             * @description Its changes, of customers that the caller sees.
             */
            changes: number;
            /** @description Whose. */
            department: components["schemas"]["Named"];
            /**
             * Format: date-time
             * @description By when it is to be reviewed.
             */
            due_at: string;
            /**
             * Format: date
             * @description The first day of the week, where the company is.
             */
            first_day: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * Format: date
             * @description Its last day.
             */
            last_day: string;
            /** @description It was not reviewed when it was due. */
            late: boolean;
            /**
             * Format: int64
             * @description Of which nothing was said.
             */
            open: number;
            /** @description Whether the caller reviews it. */
            review: components["schemas"]["Answer"];
            reviewed?: components["schemas"]["Done"] | null;
            /** @description How far it is. */
            state: components["schemas"]["ChangeListState"];
            /**
             * Format: int64
             * @description Counts the steps; send it back in If-Match.
             */
            version: number;
        };
        /** @description The review of a list. */
        ChangeListReview: {
            /**
             * Format: int64
             * @description The number of changes that the head has seen: when there are more by now, the review is
             *     refused.
             */
            changes: number;
        };
        /** @enum {string} */
        ChangeListState: "gathering" | "marked" | "reviewed" | "accepted";
        /** @enum {string} */
        ChangeVerdict: "open" | "fine" | "again" | "answered";
        /** @description What the head says of a change. */
        ChangeVerdictInput: {
            /** @description What its author is to look at, at most 500 characters; must be said when it goes back. */
            note?: string | null;
            /** @description What. */
            verdict: components["schemas"]["ChangeJudgement"];
        };
        /** @description A customer on file that is like the one to be registered. */
        Clash: {
            /**
             * @description In what both agree: `name`, `credit_code`, `mobile`, `phone`, `id_number` and, where the caller
             *     sees the customer, others.
             */
            agrees: string[];
            customer?: components["schemas"]["KnownCustomer"] | null;
            /** @description Name of the department that it belongs to. */
            department: string;
            /** @description How like. */
            likeness: components["schemas"]["Likeness"];
            /** @description Names it when the caller asks for a share or a ruling, sending the same draft again. */
            reference: string;
        };
        /** @description A clash as the caller sees it. */
        ClashCase: components["schemas"]["ClashRow"] & {
            /** @description What the caller may do: answer, withdraw, settle, rule. Nothing once it is over. */
            actions: {
                [key: string]: components["schemas"]["Answer"];
            };
            /** @description In what typed and filed agree, as far as the applicant was told. */
            agrees: string[];
            history?: components["schemas"]["ClashHistory"] | null;
            proposal?: components["schemas"]["ClashProposal"] | null;
            /** @description Why it was asked. */
            reason: string;
            /** @description What was said, as far as it is for the caller, in order. */
            statements: components["schemas"]["ClashStatement"][];
            typed?: components["schemas"]["TypedCustomer"] | null;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @enum {string} */
        ClashDefault: "first_registrant" | "active_owner" | "head_decides";
        /** @description Open clashes that the caller has a part in. */
        ClashFigures: {
            /**
             * Format: int64
             * @description About customers of the caller's, or of departments that they head.
             */
            about_mine: number;
            /**
             * Format: int64
             * @description The caller asked.
             */
            asked: number;
            /**
             * Format: int64
             * @description The caller may rule them.
             */
            to_rule: number;
        };
        /** @enum {string} */
        ClashGround: "codes_differ" | "share_is_enough" | "first_registrant" | "owner_active" | "owner_new" | "owner_silent" | "head_decides";
        /** @description What both sides have had to do with the customer. */
        ClashHistory: {
            /**
             * Format: date-time
             * @description When the applicant last dealt with it.
             */
            applicant_contact_at?: string | null;
            /**
             * Format: date-time
             * @description When its owner last dealt with it.
             */
            owner_contact_at?: string | null;
            /**
             * Format: date-time
             * @description When it was registered.
             */
            registered_at: string;
            /** @description Who registered it. */
            registered_by: components["schemas"]["Named"];
        };
        /** @description What somebody asks for who meets a customer of another owner. */
        ClashInput: {
            /** @description What was typed: the same as was sent when the clash was told. */
            customer: components["schemas"]["CustomerInput"];
            /** @description Why. */
            reason: string;
            /** @description The `reference` of the clash. */
            reference: string;
            /** @description To see it beside its owner, or to have it ruled who keeps it. */
            wish: components["schemas"]["ClashWish"];
        };
        /** @description What was decided. */
        ClashOutcome: {
            /**
             * Format: date-time
             * @description When.
             */
            at?: string | null;
            by?: components["schemas"]["Named"] | null;
            /** @description Why. */
            reason?: string | null;
            ruling?: components["schemas"]["ClashRuling"] | null;
            /**
             * Format: date-time
             * @description End of the share.
             */
            until?: string | null;
        };
        /**
         * @description How the caller stands to a clash.
         * @enum {string}
         */
        ClashPart: "applicant" | "owner" | "ruler";
        /** @description What the company's policy proposes. */
        ClashProposal: {
            /**
             * Format: date-time
             * @description The instant that the ground speaks of.
             */
            at?: string | null;
            /** @description Why. */
            ground: components["schemas"]["ClashGround"];
            ruling?: components["schemas"]["ClashRuling"] | null;
        };
        /** @description A clash on a list. */
        ClashRow: {
            /** @description Who asks. */
            applicant: components["schemas"]["Named"];
            /** @description Where they work. */
            applicant_department: string;
            /**
             * Format: date-time
             * @description When it was asked.
             */
            created_at: string;
            customer?: components["schemas"]["CustomerName"] | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Organisation or individual, as typed. */
            kind: components["schemas"]["Kind"];
            /** @description The name, as the applicant typed it. */
            name: string;
            outcome?: components["schemas"]["ClashOutcome"] | null;
            owner?: components["schemas"]["Named"] | null;
            /** @description The department that has it. */
            owner_department: string;
            /** @description How the caller stands to it. */
            part: components["schemas"]["ClashPart"];
            /** @description How far it is. */
            state: components["schemas"]["ClashState"];
            /** @description What is asked for. */
            wish: components["schemas"]["ClashWish"];
        };
        /** @enum {string} */
        ClashRuling: "keep" | "share" | "transfer" | "distinct";
        /** @enum {string} */
        ClashState: "open" | "settled" | "ruled" | "withdrawn";
        /** @description What somebody said. */
        ClashStatement: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description On the applicant's side; otherwise on the owner's. */
            of_applicant: boolean;
            /** @description Who. */
            person: components["schemas"]["Named"];
            /** @description What. */
            text: string;
        };
        /** @enum {string} */
        ClashWish: "share" | "ruling";
        /** @description Customers on file like one to be registered, the likest first. */
        Clashes: {
            /** @description At most five that the caller sees, and three that they do not. */
            items: components["schemas"]["Clash"][];
        };
        /** @description A line of the index of classified files. */
        ClassifiedFile: {
            /** @description Its file code; null when only its code name is known. */
            code?: string | null;
            /** @description Its department's name; null when only its code name is known. */
            department?: string | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Its facts are locked for the caller. */
            locked: boolean;
            /** @description Its name, or its code name for those whom nobody let in. */
            name: string;
            /** @description Its owner's name; null when only its code name is known. */
            owner?: string | null;
            /** @description Its level and term. */
            secrecy: components["schemas"]["Secrecy"];
        };
        /** @description How much of a work list waits. */
        CleaningCount: {
            /** @description There may be more. */
            capped: boolean;
            /**
             * Format: int64
             * @description How many, at most 500.
             */
            count: number;
        };
        /** @description What waits for those who clean the customer file. */
        CleaningCounts: {
            /** @description Customers that look like invalid entries, among 5,000 that are looked at. */
            invalid: components["schemas"]["CleaningCount"];
            /** @description Pairs that look like one customer. */
            twins: components["schemas"]["CleaningCount"];
        };
        /** @description A clearance by name. */
        Clearance: {
            /** @description Who gave it. */
            given_by: components["schemas"]["Named"];
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Up to which level. */
            level: components["schemas"]["Level"];
            /** @description Why. */
            reason: string;
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
            /**
             * Format: date-time
             * @description Until when; null: until it is ended.
             */
            until?: string | null;
        };
        /** @description A clearance to be given. */
        ClearanceInput: {
            /** @description Up to which level: confidential or top secret. */
            level: components["schemas"]["Level"];
            /** @description Why, at most 200 characters. */
            reason: string;
            /**
             * Format: date
             * @description The last day; until it is ended when absent.
             */
            until?: string;
        };
        /** @description An entry of a table of codes. */
        CodeEntry: {
            /**
             * @description The code.
             * @example 320102
             */
            code: string;
            /** @description Its name with everything above it. */
            full_name: string;
            /** @description The code was retired; old papers carry it. */
            historical?: boolean;
            /** @description Nothing is below it. */
            leaf: boolean;
            /**
             * Format: int32
             * @description 1 is the top.
             */
            level: number;
            /** @description Its own name. */
            name: string;
            /** @description What is above it. */
            parent_code?: string | null;
        };
        /** @description A birthday within the next seven days. */
        ComingBirthday: {
            contact?: components["schemas"]["Named"] | null;
            /** @description The customer. */
            customer: components["schemas"]["CustomerName"];
            /**
             * Format: date
             * @description On which day this year, where the company is.
             */
            on: string;
        };
        /** @description The company whose customers are on file. */
        Company: {
            /**
             * Format: int64
             * @description Days within which an owner must have dealt with it to keep it; counts for `active_owner`.
             */
            clash_active_days: number;
            /** @description Who keeps a customer that two people want. */
            clash_default: components["schemas"]["ClashDefault"];
            /**
             * Format: int64
             * @description More customers than so many leave only when somebody approved it; null: none ever wait.
             */
            export_limit_rows?: number | null;
            /**
             * @description Marker customers are put among the rows of exports, to trace leaks. They are no customers:
             *     nothing else in the system knows them. Null for whoever does not manage the company: who takes
             *     lists out is not told.
             */
            export_markers?: boolean | null;
            /** @description Nobody takes customers out without saying what for. */
            export_purpose_required: boolean;
            /**
             * Format: int64
             * @description Imports that write more rows than so many wait for somebody's approval; null: none ever do.
             */
            import_approval_rows?: number | null;
            /** @description Full name, as on the business licence. */
            name: string;
            /** @description The regulation that it started from. */
            regulation: components["schemas"]["RegulationCode"];
            /**
             * @description IANA name of the zone in which its days begin.
             * @example Asia/Shanghai
             */
            time_zone: string;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description A change of the company; what is absent stays. */
        CompanyUpdate: {
            /**
             * Format: int64
             * @description Days within which an owner must have dealt with it to keep it.
             */
            clash_active_days?: number;
            /** @description Who keeps a customer that two people want. */
            clash_default?: components["schemas"]["ClashDefault"];
            /**
             * Format: int64
             * @description More customers than so many leave only when somebody approved it; null: none ever wait.
             */
            export_limit_rows?: number | null;
            /** @description Marker customers are put among the rows of exports. */
            export_markers?: boolean;
            /** @description Nobody takes customers out without saying what for. */
            export_purpose_required?: boolean;
            /**
             * Format: int64
             * @description Imports that write more rows than so many wait for somebody's approval; null: none ever do.
             */
            import_approval_rows?: number | null;
            /** @description Full name. */
            name?: string;
            /**
             * @description Code of a regulation.
             * @example M
             */
            regulation?: string;
            /**
             * @description IANA name of a time zone.
             * @example Asia/Shanghai
             */
            time_zone?: string;
        };
        /** @description A contact of a customer. */
        Contact: {
            /**
             * Format: date-time
             * @description When it was added.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Of which customer.
             */
            customer_id: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Name. */
            name: string;
            /** @description The one to turn to first. */
            primary: boolean;
            /**
             * Format: date-time
             * @description Latest change.
             */
            updated_at: string;
            /** @description All other facts, by key of the field catalogue. */
            values: components["schemas"]["Facts"];
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description A change of a contact; what is absent stays. */
        ContactChangeInput: {
            /** @description Name. */
            name?: string;
            /** @description True makes it the one to turn to first. */
            primary?: boolean;
            /** @description Facts by key; null removes one. */
            values?: components["schemas"]["FactChanges"];
        };
        /** @description A contact given with a new customer. */
        ContactInput: {
            /** @description Name. */
            name: string;
            /** @description The one to turn to first. */
            primary?: boolean;
            /** @description All other facts, by key of the field catalogue. */
            values?: components["schemas"]["FactChanges"];
        };
        /** @description A fact of a copy. */
        CopiedFact: {
            /** @description Key of the field. */
            field: string;
            /** @description What it is called, in English. */
            label_en: string;
            /** @description What it is called, in Chinese. */
            label_zh: string;
            /** @description What it is. */
            value: unknown;
        };
        /** @description A copy with what is in it, to be printed. */
        CopySheet: {
            /** @description The clause by which it was approved. */
            clause?: string | null;
            /** @description The customer's file code. */
            code: string;
            /** @description The company that gives it. */
            company: string;
            /** @description Its entry in the register. */
            copy: components["schemas"]["IssuedCopy"];
            /** @description The facts. */
            facts: components["schemas"]["CopiedFact"][];
            /** @description The customer's name. */
            name: string;
        };
        /** @description A correction. */
        Correction: {
            /** @description What is right; null: nothing. */
            after: components["schemas"]["FactChange"];
            /**
             * Format: date-time
             * @description When.
             */
            applied_at?: string | null;
            applied_by?: components["schemas"]["Named"] | null;
            /** @description Whether the caller may put it right once it is checked. */
            apply: components["schemas"]["Answer"];
            /** @description What was on file when it was reported; null: nothing. */
            before: components["schemas"]["FactChange"];
            /** @description Whether the caller may check or refuse it. */
            check: components["schemas"]["Answer"];
            /**
             * Format: date-time
             * @description When.
             */
            checked_at?: string | null;
            checked_by?: components["schemas"]["Named"] | null;
            contact?: components["schemas"]["Named"] | null;
            /** @description The customer. */
            customer: components["schemas"]["CustomerName"];
            /** @description Key of the field; `name` for the name. */
            field: string;
            /** @description How it was checked, or why it was refused. */
            finding?: string | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Why. */
            reason: string;
            /**
             * Format: date-time
             * @description When.
             */
            reported_at: string;
            /** @description Who reported it. */
            reported_by: components["schemas"]["Named"];
            /** @description Where that is known from. */
            source: string;
            /** @description How far it is. */
            state: components["schemas"]["CorrectionState"];
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description How an error was checked. */
        CorrectionCheck: {
            /**
             * @description How.
             * @example 致电总机核对
             */
            how: string;
        };
        /** @description An error in a customer's file. */
        CorrectionInput: {
            /**
             * Format: uuid
             * @description The contact whose fact it is; absent for the customer's own.
             */
            contact_id?: string | null;
            /**
             * Format: uuid
             * @description The customer.
             */
            customer_id: string;
            /** @description Key of the field; `name` for the name. */
            field: string;
            /** @description Why what is on file is wrong. */
            reason: string;
            /**
             * @description Where that is known from.
             * @example 客户来函
             */
            source: string;
            /** @description What is right; null: nothing. */
            value: components["schemas"]["FactChange"];
        };
        /** @description Why what was reported is no error. */
        CorrectionRefusal: {
            /** @description Why. */
            reason: string;
        };
        /** @enum {string} */
        CorrectionState: "reported" | "checked" | "applied" | "refused" | "overtaken";
        /** @description What somebody brings to sign in. */
        Credentials: {
            /** @description As typed; capitals and width do not matter. */
            login: string;
            /**
             * Format: password
             * @description As typed.
             */
            password: string;
            /** @description Six digits of the second factor, or a recovery code. */
            totp?: string | null;
        };
        /** @description A customer. */
        Customer: {
            /** @description What the caller may do: facts (read what is protected), set_level, edit, verify, assign, share, record, evidence, merge. */
            actions: {
                [key: string]: components["schemas"]["Answer"];
            };
            /**
             * @description The uniform file code.
             * @example KH0000001
             */
            code: string;
            /**
             * Format: int64
             * @description How full the card is, 0 to 100.
             */
            completeness: number;
            /**
             * Format: date-time
             * @description When it was registered.
             */
            created_at: string;
            /** @description Who registered it. */
            created_by: components["schemas"]["Named"];
            /** @description The department it belongs to. */
            department: components["schemas"]["Named"];
            /** @description The customers that went into this one; their codes and addresses lead here. */
            former: components["schemas"]["FormerCustomer"][];
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Organisation or individual. */
            kind: components["schemas"]["Kind"];
            /**
             * Format: date-time
             * @description Latest contact with it.
             */
            last_contact_at?: string | null;
            /** @description Its protected facts are locked for the caller; `actions.facts` says what opens them. */
            locked: boolean;
            /** @description Full name, for an organisation as on its licence. */
            name: string;
            /** @description Its owner. */
            owner: components["schemas"]["Named"];
            /** @description How secret it is. */
            secrecy: components["schemas"]["Secrecy"];
            /** @description Code of the card template. */
            template: string;
            /** @description What somebody was not sure of. */
            uncertain: components["schemas"]["UncertainMark"][];
            /**
             * Format: date-time
             * @description Latest change.
             */
            updated_at: string;
            /** @description All other facts, by key of the field catalogue. */
            values: components["schemas"]["Facts"];
            /**
             * @description Facts that somebody has verified; where the regulation has a chain for corrections, they are
             *     changed by a correction alone.
             */
            verified: components["schemas"]["VerifiedFact"][];
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description A change of a customer; what is absent stays. */
        CustomerChange: {
            /** @description Full name. */
            name?: string | null;
            /** @description Why, for the timeline. */
            reason?: string | null;
            /** @description Code of the card template. */
            template?: string | null;
            /** @description Facts by key; null removes one. */
            values?: components["schemas"]["FactChanges"];
        };
        /** @description A count. */
        CustomerCount: {
            /** @description There are more. */
            capped: boolean;
            /**
             * Format: int64
             * @description How many, at most 10,000.
             */
            count: number;
        };
        /** @description Something that happened. */
        CustomerEventInput: {
            /**
             * Format: date-time
             * @description When; times run from then.
             */
            happened_at: string;
            /** @description What. */
            kind: components["schemas"]["CustomerEventWord"];
            /** @description In the caller's words, at most 500 characters. */
            note?: string;
        };
        /**
         * @description What happened.
         * @enum {string}
         */
        CustomerEventWord: "first_contact" | "visit" | "contract_signed" | "contact_replaced" | "address_changed" | "new_deal" | "deal_ended" | "complaint" | "cooperation_changed" | "bad_news";
        /** @description A customer to be registered. */
        CustomerInput: {
            /** @description Its contacts. */
            contacts?: components["schemas"]["ContactInput"][];
            /** @description Organisation or individual. */
            kind: components["schemas"]["Kind"];
            /** @description Full name, for an organisation as on its licence. */
            name: string;
            /**
             * Format: uuid
             * @description Its owner; the caller when absent.
             */
            owner_id?: string | null;
            /** @description Code of the card template; `company` or `individual` by kind when absent. */
            template?: string | null;
            /** @description All other facts, by key of the field catalogue. */
            values?: components["schemas"]["FactChanges"];
        };
        /** @description A customer by name. */
        CustomerName: {
            /**
             * @description The uniform file code.
             * @example KH0000001
             */
            code: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Full name. */
            name: string;
        };
        /** @description A customer that another one clashes with. */
        CustomerOnFile: {
            /**
             * @description Its file code.
             * @example KH0000001
             */
            code: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description A row of a list. */
        CustomerRow: {
            /** @description What the caller may do with it from the list. */
            actions: components["schemas"]["RowActions"];
            /** @description The uniform file code. */
            code: string;
            /**
             * Format: int64
             * @description How full the card is, 0 to 100.
             */
            completeness: number;
            /**
             * Format: date-time
             * @description When it was registered.
             */
            created_at: string;
            /** @description The department it belongs to. */
            department: components["schemas"]["Named"];
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Organisation or individual. */
            kind: components["schemas"]["Kind"];
            /**
             * Format: date-time
             * @description Latest contact with it.
             */
            last_contact_at?: string | null;
            /** @description Its protected facts are locked for the caller. */
            locked: boolean;
            matched?: components["schemas"]["MatchedText"] | null;
            /** @description Full name. */
            name: string;
            next_duty?: components["schemas"]["NextDuty"] | null;
            /** @description Its owner. */
            owner: components["schemas"]["Named"];
            /** @description How secret it is. */
            secrecy: components["schemas"]["Level"];
            /** @description Code of the card template. */
            template: string;
            /**
             * Format: int64
             * @description Open marks of uncertainty.
             */
            uncertain_count: number;
            /**
             * Format: date-time
             * @description Latest change.
             */
            updated_at: string;
            /** @description The facts asked for in `columns`. */
            values: components["schemas"]["Facts"];
            /**
             * Format: int64
             * @description Counts the changes.
             */
            version: number;
        };
        /** @description A notice on its way out of the house; never what it says. */
        Delivery: {
            /**
             * Format: int64
             * @description How often it was tried.
             */
            attempts: number;
            /**
             * Format: date-time
             * @description When it changed.
             */
            changed_at: string;
            /**
             * Format: date-time
             * @description Not before.
             */
            due_at: string;
            /** @description Code of why it did not leave the last time, or need not. */
            failure?: string | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Kind of the notice. */
            kind: string;
            /** @description To whom. */
            person: components["schemas"]["Named"];
            robot?: components["schemas"]["Named"] | null;
            /** @description waiting, leaving, sent, given_up or needless. */
            state: string;
            /**
             * @description mail or robot.
             * @example mail
             */
            way: string;
        };
        /** @description A department. */
        Department: {
            /** @description Closed departments take nobody and keep their customers. */
            active: boolean;
            /** @description It keeps the company's customer data; at most one department does. */
            custodian: boolean;
            deputy?: components["schemas"]["Named"] | null;
            head?: components["schemas"]["Named"] | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description What it does. */
            kind: components["schemas"]["DepartmentKind"];
            /** @description What it is called. */
            name: string;
            /**
             * Format: uuid
             * @description The one above.
             */
            parent_id?: string | null;
            /**
             * Format: int64
             * @description Order among its siblings, smallest first.
             */
            position: number;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description A department as somebody wants to make it. */
        DepartmentInput: {
            /** @description Open or closed. */
            active?: boolean;
            /** @description It keeps the company's customer data from now on; no other does any more. */
            custodian?: boolean;
            /**
             * Format: uuid
             * @description Who stands in: somebody active, not the head.
             */
            deputy_id?: string | null;
            /**
             * Format: uuid
             * @description Who heads it: somebody active.
             */
            head_id?: string | null;
            /** @description What it does. */
            kind: components["schemas"]["DepartmentKind"];
            /** @description What it is called. */
            name: string;
            /**
             * Format: uuid
             * @description The one above.
             */
            parent_id?: string | null;
            /**
             * Format: int32
             * @description Order among its siblings, smallest first.
             */
            position?: number;
        };
        /** @enum {string} */
        DepartmentKind: "sales" | "marketing" | "service" | "finance" | "archive" | "office" | "other";
        /** @description A change of a department; what is absent stays, null clears. */
        DepartmentUpdate: {
            /** @description Open or closed. */
            active?: boolean;
            /** @description It keeps the company's customer data from now on; no other does any more. */
            custodian?: boolean;
            /**
             * Format: uuid
             * @description Who stands in: somebody active, not the head.
             */
            deputy_id?: string | null;
            /**
             * Format: uuid
             * @description Who heads it: somebody active.
             */
            head_id?: string | null;
            /** @description What it does. */
            kind?: components["schemas"]["DepartmentKind"];
            /** @description What it is called. */
            name?: string;
            /**
             * Format: uuid
             * @description The one above; not one that is below.
             */
            parent_id?: string | null;
            /**
             * Format: int32
             * @description Order among its siblings, smallest first.
             */
            position?: number;
        };
        /** @description Somebody who was let go, and what others must take over. */
        Departure: {
            /** @description What is still in their hands. */
            holdings: components["schemas"]["Holdings"];
            /** @description Who. */
            person: components["schemas"]["Person"];
        };
        /** @enum {string} */
        DepartureKind: "export" | "copy" | "disclosure";
        /** @description A device that one signed in from. */
        Device: {
            /** @description Network address of the last sign-in. */
            address: string;
            /** @description What the browser said of itself at the last sign-in. */
            agent: string;
            /** @description It is the one in use. */
            current: boolean;
            /**
             * Format: date-time
             * @description First sign-in.
             */
            first_seen_at: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * Format: date-time
             * @description Last sign-in.
             */
            last_seen_at: string;
        };
        /** @enum {string} */
        Direction: "in" | "out";
        /** @description On what a disclosure rests. */
        DisclosureGround: {
            /** @description Consent or law. */
            kind: components["schemas"]["DisclosureGroundKind"];
            /** @description Where the consent is recorded, or which law. */
            text: string;
        };
        /** @enum {string} */
        DisclosureGroundKind: "consent" | "law";
        /** @description Who did something, and when. */
        Done: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who. */
            person: components["schemas"]["Named"];
        };
        /** @description A doubt about a fact. */
        Doubt: {
            /**
             * Format: uuid
             * @description The contact whose fact it is; absent for the customer's own.
             */
            contact_id?: string | null;
            /** @description Key of the field; `name` for the name. */
            field: string;
            /** @description What is doubtful about it. */
            note?: string;
        };
        /** @description A fact to be verified. */
        DoubtfulFact: {
            contact?: components["schemas"]["Named"] | null;
            /** @description Whose fact. */
            customer: components["schemas"]["CustomerName"];
            /** @description Key of the field. */
            field: string;
            /**
             * Format: date-time
             * @description When.
             */
            marked_at: string;
            /** @description Who marked it. */
            marked_by: components["schemas"]["Named"];
            /** @description What is doubted. */
            note: string;
        };
        /** @description A clause that does not hold. */
        DroppedClause: {
            /**
             * @description As everybody quotes it.
             * @example M 5.1.6a
             */
            clause: string;
            /** @description Why. */
            reason: components["schemas"]["Label"];
        };
        /** @description A signed statement of how long the log was and what its root was. */
        EvidenceCheckpoint: {
            /**
             * Format: date-time
             * @description When it was signed.
             */
            at?: string | null;
            /** @description The signed note (C2SP tlog-checkpoint). */
            note: string;
            /** @description Size and root in the form to be printed and kept outside. */
            printed: string;
            /** @description The root of these entries, 64 hexadecimal digits. */
            root: string;
            /**
             * Format: int64
             * @description How many entries it covers.
             */
            size: number;
        };
        /** @description A customer as the readers of the log may know it. */
        EvidenceCustomer: {
            /** @description The uniform file code; null when it is no longer on file. */
            code?: string | null;
            /** @description Which. */
            id: string;
            /** @description What it is called now. */
            name?: string | null;
        };
        /** @description An entry with everything that is needed to verify it elsewhere. */
        EvidenceEntry: {
            checkpoint?: components["schemas"]["EvidenceCheckpoint"] | null;
            /** @description The exact text that is hashed: SHA-256(0x00 ‖ text) is the leaf. Null when it is no text. */
            entry?: string | null;
            /** @description What it says. */
            item: components["schemas"]["EvidenceItem"];
            /** @description The leaf hash, hexadecimal. */
            leaf: string;
            proof?: components["schemas"]["EvidenceProof"] | null;
            /** @description The key that verifies the checkpoint. */
            verifying_key: string;
        };
        /** @description An entry of the log, from the bytes that are signed. What it does not say is null. */
        EvidenceItem: {
            /**
             * @description What was done or tried.
             * @example customer.open
             */
            action?: string | null;
            /** @description The network address from which it came. */
            address?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            at?: string | null;
            /** @description Keys of the fields that changed. */
            changes: string[];
            /** @description `web`, `api`, `cli` or `job`. */
            channel?: string | null;
            /** @description The clause that decided. */
            clause?: string | null;
            customer?: components["schemas"]["EvidenceCustomer"] | null;
            /** @description Further ids, words and counts. */
            details: {
                [key: string]: unknown;
            };
            /** @description Code of what is wrong with the entry: then the log was tampered with. */
            fault?: string | null;
            /** @description The fault in words. */
            fault_text?: string | null;
            /**
             * Format: int64
             * @description Its place in the log, from 0.
             */
            index: number;
            /** @description What the ids in the details are called now. */
            names: {
                [key: string]: string;
            };
            /** @description `done` or `refused`. */
            outcome?: string | null;
            person?: components["schemas"]["Named"] | null;
            /** @description Why, as a word. */
            reason?: string | null;
            subject?: components["schemas"]["EvidenceSubject"] | null;
            /** @description What ran, when it was the system itself. */
            system?: string | null;
        };
        /** @description That an entry stands in the log (RFC 9162, 2.1.3). */
        EvidenceProof: {
            /**
             * Format: int64
             * @description The place of the entry.
             */
            index: number;
            /** @description The sisters on the way from the leaf to the root, hexadecimal. */
            path: string[];
            /** @description The root to which the way leads, hexadecimal. */
            root: string;
            /**
             * Format: int64
             * @description The size of the log.
             */
            size: number;
        };
        /** @description How the log stands. */
        EvidenceStatus: {
            checkpoint?: components["schemas"]["EvidenceCheckpoint"] | null;
            /** @description Code of why the newest checkpoint is not believed: then the log was tampered with. */
            fault?: string | null;
            /**
             * Format: int64
             * @description How many entries it has.
             */
            size: number;
            verification?: components["schemas"]["EvidenceVerification"] | null;
            /** @description The key that verifies checkpoints: `name+hash+key` (C2SP signed-note). */
            verifying_key: string;
        };
        /** @description What was acted upon. */
        EvidenceSubject: {
            /** @description Which. */
            id: string;
            /**
             * @description What it is.
             * @example customer
             */
            kind: string;
            /** @description What it is called now, where it has a name that readers of the log may know. */
            label?: string | null;
        };
        /** @description What the last verification of the log found. */
        EvidenceVerification: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Whether everything agreed. */
            ok: boolean;
            person?: components["schemas"]["Named"] | null;
            /**
             * Format: int64
             * @description How many a checkpoint or a kept root covered.
             */
            proven: number;
            /** @description The root of the good entries. */
            root: string;
            /**
             * Format: int64
             * @description How many entries were good.
             */
            size: number;
            /** @description Code of the first thing that did not agree. */
            why?: string | null;
        };
        /** @description Something odd that is not wrong. */
        EvidenceWarning: {
            /** @description Stable code. */
            code: string;
            /** @description In words. */
            message: string;
        };
        /** @description An export in the register. */
        Export: {
            /** @description What the caller may do: decide, fetch. */
            actions: {
                [key: string]: components["schemas"]["Answer"];
            };
            /**
             * @description Whether the customers kept here as those that left are those of which the log has the hash;
             *     null while it has not ended, and in lists.
             */
            agrees_with_log?: boolean | null;
            /**
             * Format: int64
             * @description Customers counted when it was asked for.
             */
            asked_rows: number;
            /** @description Keys of the columns, in order. */
            columns: string[];
            /**
             * Format: uuid
             * @description The one contact it is about.
             */
            contact_id?: string | null;
            /** @description A text table begins with a cover. */
            cover: boolean;
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description The one customer it is about.
             */
            customer_id?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            decided_at?: string | null;
            decided_by?: components["schemas"]["Named"] | null;
            /** @description Why it was refused. */
            decision_reason?: string | null;
            department?: components["schemas"]["Named"] | null;
            /**
             * Format: date-time
             * @description When it was over.
             */
            ended_at?: string | null;
            /** @description Filters, as `field:op:value`; all hold. */
            filters: string[];
            /** @description In which form. */
            format: components["schemas"]["ExportFormatCode"];
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * Format: int64
             * @description Customers that have left.
             */
            left_rows: number;
            /** @description Who asked for it. */
            person: components["schemas"]["Named"];
            /** @description What for; empty where the company does not ask. */
            purpose: string;
            /**
             * @description Its number in the register.
             * @example DC20261122-001
             */
            register: string;
            /** @description Order. */
            sort: string;
            /**
             * Format: date-time
             * @description When the fetching began.
             */
            started_at?: string | null;
            /** @description How far it has come. */
            state: components["schemas"]["ExportStateCode"];
            /**
             * Format: date-time
             * @description Until when it can be fetched.
             */
            until?: string | null;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description Exports that wait for the caller. */
        ExportFigures: {
            /**
             * Format: int64
             * @description The caller asked for; somebody else decides.
             */
            asked: number;
            /**
             * Format: int64
             * @description The caller can fetch now.
             */
            ready: number;
            /**
             * Format: int64
             * @description Others asked for; the caller decides.
             */
            to_decide: number;
        };
        /**
         * @description The form of an exported list.
         * @enum {string}
         */
        ExportFormatCode: "xlsx" | "csv" | "vcf";
        /** @description An export to be asked for. */
        ExportInput: {
            /**
             * @description Keys of the columns in their order: `code`, `name`, `kind`, `template`, `owner`,
             *     `department`, `completeness`, `uncertain`, `created_at`, `updated_at`, `last_contact_at` and
             *     facts. Facts alone come behind what every customer has.
             */
            columns?: string[];
            /**
             * Format: uuid
             * @description Of that customer one contact alone.
             */
            contact_id?: string | null;
            /** @description Begin a table of text with what a workbook has on its cover. */
            cover?: boolean;
            /**
             * Format: uuid
             * @description One customer alone.
             */
            customer_id?: string | null;
            /** @description As for the list of customers: `field:op:value`; all must hold. */
            filters?: string[];
            /** @description In which form. */
            format: components["schemas"]["ExportFormatCode"];
            /** @description What for, at most 200 characters; the company may insist on it. */
            purpose?: string;
            /** @description As for the list of customers; the latest change first when absent. */
            sort?: string | null;
        };
        /** @description Why an export is refused. */
        ExportRefusal: {
            /** @description Why, at most 200 characters. */
            reason: string;
        };
        /**
         * @description How far an export has come.
         * @enum {string}
         */
        ExportStateCode: "asked" | "refused" | "ready" | "leaving" | "done" | "aborted" | "expired";
        /** @description What is decided on a wish for more time. */
        ExtensionDecisionInput: {
            /** @description Whether there is more time. */
            granted: boolean;
            /** @description Why, at most 500 characters; a refusal needs it. */
            reason?: string;
        };
        /** @description A wish for more time. */
        ExtensionInput: {
            /** @description Why, at most 500 characters. */
            reason: string;
            /**
             * Format: date
             * @description The last day on which it would be done, later than it is due now; at most a year ahead.
             */
            until: string;
        };
        /** @description A fact of a customer or a contact: what it may be is for the catalogue of fields to say. */
        Fact: string | number | boolean | string[];
        /** @description What is to be written of a fact. */
        FactChange: components["schemas"]["Fact"] | null;
        /** @description Facts to be written, by key of the field catalogue. */
        FactChanges: {
            [key: string]: components["schemas"]["FactChange"];
        };
        /** @description Facts by key of the field catalogue. */
        Facts: {
            [key: string]: components["schemas"]["Fact"];
        };
        /** @description A field. */
        Field: {
            /** @description False when it was put away: no new values, the old ones stay. */
            active: boolean;
            /** @description Shipped with the product: nobody changes it. */
            builtin: boolean;
            /** @description Where the regulations ask for it. */
            clause?: string | null;
            /**
             * Format: int32
             * @description Digits behind the point of a number.
             */
            decimals: number;
            /**
             * Format: uuid
             * @description The department on whose cards it stands; null: on everybody's.
             */
            department_id?: string | null;
            /** @description What it holds. */
            field_type: components["schemas"]["FieldType"];
            /** @description Lists filter by it. */
            filterable: boolean;
            /** @description Key of its group. */
            group: string;
            help?: components["schemas"]["Label"] | null;
            /** @description Its key: builtin ones by name, custom ones `x_…`. */
            key: string;
            /** @description For which customers it makes sense. */
            kinds: components["schemas"]["FieldKinds"];
            /** @description Its name on the page. */
            label: components["schemas"]["Label"];
            /** @description Greatest number or amount (fen), latest date. */
            max?: string | null;
            /**
             * Format: int32
             * @description Longest text, in characters.
             */
            max_len: number;
            /** @description Least number or amount (fen), earliest date. */
            min?: string | null;
            /** @description A phone that must be a mobile. */
            mobile: boolean;
            /** @description Options of a choice, in order. */
            options: components["schemas"]["FieldOption"][];
            /** @description A date that cannot lie ahead. */
            past: boolean;
            /** @description Sensitive personal information. */
            sensitive: boolean;
            /** @description Whose fact it is. */
            subject: components["schemas"]["FieldSubject"];
            unit?: components["schemas"]["Label"] | null;
            /**
             * Format: int64
             * @description Counts the changes of a custom field; send it back in If-Match.
             */
            version?: number | null;
        };
        /** @description A change of a custom field; what is absent stays. */
        FieldChangeInput: {
            /** @description False puts it away: no new values, the old ones stay. */
            active?: boolean | null;
            /**
             * Format: int32
             * @description Digits behind the point of a number.
             */
            decimals?: number | null;
            /**
             * Format: uuid
             * @description The department on whose cards it stands; null: on everybody's.
             */
            department_id?: string | null;
            field_type?: components["schemas"]["FieldType"] | null;
            /** @description Lists filter by it. */
            filterable?: boolean | null;
            /** @description Key of its group. */
            group?: string | null;
            help?: components["schemas"]["Label"] | null;
            kinds?: components["schemas"]["FieldKinds"] | null;
            label?: components["schemas"]["Label"] | null;
            /** @description Greatest number or amount (fen), latest date. */
            max?: string | null;
            /**
             * Format: int32
             * @description Longest text, in characters.
             */
            max_len?: number | null;
            /** @description Least number or amount (fen), earliest date. */
            min?: string | null;
            /**
             * @description Options of a choice, all of them, in order; one that values may name is retired, not left
             *     out.
             */
            options?: components["schemas"]["FieldOptionInput"][] | null;
            /** @description Sensitive personal information. */
            sensitive?: boolean | null;
            unit?: components["schemas"]["Label"] | null;
        };
        /** @description A heading under which fields stand. */
        FieldGroup: {
            /** @description Its key. */
            key: string;
            /** @description Heading. */
            label: components["schemas"]["Label"];
            /** @description Whose fields it holds. */
            subject: components["schemas"]["FieldSubject"];
        };
        /** @description A field to be defined. */
        FieldInput: {
            /**
             * Format: int32
             * @description Digits behind the point of a number.
             */
            decimals?: number | null;
            /**
             * Format: uuid
             * @description The department on whose cards it stands; null: on everybody's.
             */
            department_id?: string | null;
            /** @description What it holds. */
            field_type: components["schemas"]["FieldType"];
            /** @description Lists filter by it. */
            filterable?: boolean;
            /** @description Key of its group; that of custom fields when absent. */
            group?: string | null;
            help?: components["schemas"]["Label"] | null;
            /** @description `x_` and 1 to 40 of a-z, 0-9, _; made from the label when absent. */
            key?: string | null;
            kinds?: components["schemas"]["FieldKinds"] | null;
            /** @description Its name on the page. */
            label: components["schemas"]["Label"];
            /** @description Greatest number or amount (fen), latest date. */
            max?: string | null;
            /**
             * Format: int32
             * @description Longest text, in characters.
             */
            max_len?: number | null;
            /** @description Least number or amount (fen), earliest date. */
            min?: string | null;
            /** @description Options of a choice, in order. */
            options?: components["schemas"]["FieldOptionInput"][] | null;
            /** @description Sensitive personal information. */
            sensitive?: boolean;
            subject?: components["schemas"]["FieldSubject"] | null;
            unit?: components["schemas"]["Label"] | null;
        };
        /**
         * @description Which kinds of customer something is for.
         * @enum {string}
         */
        FieldKinds: "both" | "organization" | "individual";
        /** @description The fields of the catalogue, and their headings. */
        FieldList: {
            /** @description In page order, also those that hold nothing yet. */
            groups: components["schemas"]["FieldGroup"][];
            /** @description In page order. */
            items: components["schemas"]["Field"][];
            /** @description Always null: the catalogue comes whole. */
            next_cursor?: string | null;
        };
        /** @description One option of a choice. */
        FieldOption: {
            /** @description What is stored. */
            key: string;
            /** @description What people read. */
            label: components["schemas"]["Label"];
            /** @description No longer offered; values stored earlier keep it. */
            retired: boolean;
        };
        /** @description One option as somebody gives it. */
        FieldOptionInput: {
            /** @description 1 to 40 of a-z, 0-9, _; made from the label when absent. */
            key?: string | null;
            /** @description What people read. */
            label: components["schemas"]["Label"];
            /** @description No longer offered. */
            retired?: boolean;
        };
        /**
         * @description Whose fact a field is.
         * @enum {string}
         */
        FieldSubject: "customer" | "contact";
        /**
         * @description What a field holds, and so how its value is written in JSON.
         * @enum {string}
         */
        FieldType: "text" | "long_text" | "number" | "money" | "date" | "choice" | "multi_choice" | "yes_no" | "person" | "region" | "industry" | "phone" | "email" | "url" | "credit_code" | "id_number" | "postcode";
        /** @description A count of what the caller sees. */
        Figure: {
            /** @description There are more. */
            capped: boolean;
            /**
             * Format: int64
             * @description How many, at most 10,000.
             */
            count: number;
            /**
             * @description The filters of the list that shows what was counted.
             * @example [
             *       "owner:eq:me"
             *     ]
             */
            filter: string[];
        };
        /** @description Where the log does not agree. */
        FirstBad: {
            /**
             * Format: int64
             * @description The first bad entry, or the first of the block that holds it.
             */
            index: number;
            /** @description In words. */
            message: string;
            /**
             * Format: int64
             * @description The end of the block, not included.
             */
            until: number;
            /** @description Stable code. */
            why: string;
        };
        /** @description A mend for many cells. */
        FixInput: {
            /** @description Which column. */
            column: number;
            /** @description How. */
            fix: components["schemas"]["FixKind"];
        };
        /**
         * @description How cells are mended.
         * @enum {string}
         */
        FixKind: "trim" | "digits" | "clear";
        /** @description What a mend did. */
        Fixed: {
            /**
             * Format: int64
             * @description Cells that changed.
             */
            changed: number;
            /** @description The import. */
            import: components["schemas"]["Import"];
        };
        /** @description A customer that went into another one. */
        FormerCustomer: {
            /**
             * @description Its file code.
             * @example KH0000002
             */
            code: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description What a request opened. */
        Grant: {
            /** @description For what. */
            action: components["schemas"]["RequestKind"];
            customer?: components["schemas"]["CustomerName"] | null;
            /** @description Why. */
            end_reason?: string | null;
            /**
             * Format: date-time
             * @description When it was taken away.
             */
            ended_at?: string | null;
            ended_by?: components["schemas"]["Named"] | null;
            /** @description Keys of the facts that it covers; empty: all. */
            fields: string[];
            /**
             * Format: date-time
             * @description From when.
             */
            from: string;
            /** @description Whether it holds now. */
            holds: boolean;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description To whom. */
            person: components["schemas"]["Named"];
            /**
             * Format: uuid
             * @description By which request.
             */
            request_id: string;
            /**
             * Format: date-time
             * @description Until when.
             */
            until: string;
            /**
             * Format: int64
             * @description How often it was used.
             */
            uses: number;
        };
        /** @description Why a grant is taken away. */
        GrantRevocation: {
            /** @description Why. */
            reason: string;
        };
        /** @description A greeting to be sent. */
        Greeting: {
            contact?: components["schemas"]["Named"] | null;
            /** @description To which customer. */
            customer: components["schemas"]["CustomerName"];
            /**
             * Format: date
             * @description On which day.
             */
            day: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * Format: uuid
             * @description What was put on file when it was sent.
             */
            interaction_id?: string | null;
            /** @description The number by which they are reached. */
            mobile?: string | null;
            /**
             * @description birthday, new_year, spring_festival, labour_day, dragon_boat, mid_autumn or national_day.
             * @example birthday
             */
            occasion: string;
            /** @description Why it was not sent. */
            reason?: string | null;
            /**
             * @description open, done, skipped or ended.
             * @example open
             */
            state: string;
            /** @description What it says, at most 500 characters. */
            text: string;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description A change of a greeting. */
        GreetingChange: {
            /** @description What it says, at most 500 characters. */
            text: string;
        };
        /** @description A greeting that was sent. */
        GreetingCompletion: {
            /** @description What was said, at most 500 characters; what was prepared when absent. */
            text?: string;
        };
        /** @description How greetings are prepared. */
        GreetingSetting: {
            /**
             * Format: int64
             * @description So many days before the day.
             */
            days_ahead: number;
            /** @description On which occasions. */
            occasions: string[];
            /** @description Occasions whose template is the company's own. */
            own_texts: string[];
            /** @description The template for each occasion; `{name}` and `{salutation}` are put in. */
            texts: {
                [key: string]: string;
            };
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description A change of how greetings are prepared; what is absent stays. */
        GreetingSettingChange: {
            /**
             * Format: int64
             * @description So many days before the day, 0 to 30.
             */
            days_ahead?: number;
            /** @description On which occasions. */
            occasions?: string[];
            /** @description Templates by occasion, at most 400 characters each; null takes the product's own again. */
            texts?: {
                [key: string]: string | null;
            };
        };
        /** @description A greeting that is not to be sent. */
        GreetingSkip: {
            /** @description Why, at most 200 characters. */
            reason: string;
        };
        /** @description Whose word holds on a matter. */
        HeldMatter: {
            /**
             * @description The matter.
             * @example loan.term
             */
            matter: string;
            /** @description Code of the regulation that holds. */
            pack: string;
            reason?: components["schemas"]["Label"] | null;
        };
        /** @description A customer that was found. */
        Hit: {
            /** @description The customer. */
            customer: components["schemas"]["CustomerRow"];
            /** @description What matched. */
            matched: components["schemas"]["MatchedText"];
        };
        /** @description What was found, best first. */
        Hits: {
            /** @description The hits. */
            items: components["schemas"]["Hit"][];
        };
        /** @description What is in somebody's hands. */
        Holdings: {
            /**
             * Format: int64
             * @description Customers of which they are the owner.
             */
            customers: number;
            /**
             * Format: int64
             * @description Departments that they head or deputise.
             */
            departments: number;
        };
        /** @description A honey customer: invented, and nobody's business. */
        HoneyCustomer: {
            /** @description Its file code. */
            code: string;
            /** @description Where it seems to belong. */
            department: components["schemas"]["Named"];
            /**
             * Format: date-time
             * @description When it was taken away; null: it lies open.
             */
            ended_at?: string | null;
            /**
             * Format: uuid
             * @description Under which id those who stage know it; it is opened under another.
             */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description How often it was opened.
             */
            openings: number;
            /** @description Whose it seems to be. */
            owner: components["schemas"]["Named"];
            /**
             * Format: date-time
             * @description When.
             */
            staged_at: string;
            /** @description Who staged it. */
            staged_by: components["schemas"]["Named"];
        };
        /** @description A honey customer to be staged. */
        HoneyInput: {
            /** @description Its name, at most 100 characters; one is coined when absent. */
            name?: string | null;
            /**
             * Format: uuid
             * @description Whose it is to seem: somebody of a department.
             */
            owner_id: string;
        };
        /** @description What the house still lacks. */
        House: {
            /** @description Some department keeps the company's customer data. */
            custodian: boolean;
            /**
             * Format: int64
             * @description Open departments.
             */
            departments: number;
            /**
             * Format: int64
             * @description Of those: still with the one-time password that they were given.
             */
            not_arrived: number;
            /**
             * Format: int64
             * @description People who may sign in.
             */
            people: number;
            /**
             * Format: int64
             * @description Of those: without a department.
             */
            without_department: number;
            /**
             * Format: int64
             * @description Of those: without a head.
             */
            without_head: number;
        };
        /** @description An import. */
        Import: {
            applied?: components["schemas"]["ImportApplied"] | null;
            approval?: components["schemas"]["ImportApproval"] | null;
            /** @description Columns of the chosen sheet. */
            columns: components["schemas"]["ImportColumn"][];
            contacts?: components["schemas"]["ImportContacts"] | null;
            /** @description Rows by verdict. */
            counts: components["schemas"]["ImportCounts"];
            /**
             * Format: date-time
             * @description When the file was taken in.
             */
            created_at: string;
            /** @description Why it failed. */
            failure?: string | null;
            /** @description The file. */
            file: components["schemas"]["ImportFile"];
            /**
             * Format: int32
             * @description Header row of the chosen sheet, null when none was found.
             */
            header_row?: number | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            key?: components["schemas"]["ImportKey"] | null;
            /** @description The keys that columns of the sheet have, the surest first. */
            keys: components["schemas"]["ImportKey"][];
            /** @description What is done with customers on file. */
            mode: components["schemas"]["ImportMode"];
            /** @description An empty cell empties the field; otherwise it changes nothing. */
            overwrite_empty: boolean;
            /**
             * Format: uuid
             * @description Who will own the customers.
             */
            owner_id: string;
            /** @description The chosen one. */
            sheet: number;
            /** @description Its sheets. */
            sheets: components["schemas"]["ImportSheet"][];
            /** @description reading, ready, awaiting_approval, writing, done, failed, cancelled, undoing or undone. */
            status: string;
            /** @description Code of the card template. */
            template: string;
            /**
             * Format: date-time
             * @description Until when it can be undone; null when there is nothing to undo, or not yet.
             */
            undo_until?: string | null;
            /**
             * Format: date-time
             * @description Latest change.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description The template of imports that an import follows. */
        ImportApplied: {
            /** @description It was applied by itself, for the headers are the same. */
            by_itself: boolean;
            /**
             * Format: uuid
             * @description Which; it may be gone by now.
             */
            id: string;
            /** @description Its name when it was applied. */
            name: string;
        };
        /** @description The latest request for an approval of an import. */
        ImportApproval: {
            /** @description Who imports. */
            applicant: components["schemas"]["Named"];
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            asked_at: string;
            /**
             * Format: date-time
             * @description When.
             */
            decided_at?: string | null;
            decided_by?: components["schemas"]["Named"] | null;
            /** @description Why it was refused. */
            reason?: string | null;
            /**
             * Format: int64
             * @description Rows that were going to be written.
             */
            rows: number;
            /** @description How far it has come. */
            state: components["schemas"]["ImportApprovalState"];
        };
        /**
         * @description How far a request for an approval has come.
         * @enum {string}
         */
        ImportApprovalState: "asked" | "approved" | "refused" | "withdrawn";
        /** @description A cell that was not understood. */
        ImportCellError: {
            /** @description Stable code. */
            code: string;
            /** @description Its column; null when the sheet has no such column. */
            column?: number | null;
            /** @description Where the column goes. */
            field: string;
            /** @description The rule and the remedy, in words. */
            message: string;
            /** @description Parameters of the message. */
            params: {
                [key: string]: string;
            };
        };
        /** @description What is to be changed; absent parts stay. */
        ImportChange: {
            /** @description Where columns go, by their place; null is "not imported". */
            columns?: {
                [key: string]: string | null;
            } | null;
            /** @description Whether the contacts of the other sheet are taken along; only where there is one. */
            contacts?: boolean | null;
            encoding?: components["schemas"]["ImportEncoding"] | null;
            /**
             * Format: int32
             * @description Another header row.
             */
            header_row?: number | null;
            key?: components["schemas"]["ImportKey"] | null;
            mode?: components["schemas"]["ImportMode"] | null;
            /** @description Whether an empty cell empties the field. */
            overwrite_empty?: boolean | null;
            /**
             * Format: uuid
             * @description Who will own the customers.
             */
            owner_id?: string | null;
            separator?: components["schemas"]["ImportSeparator"] | null;
            /** @description Another sheet. */
            sheet?: number | null;
            /** @description Code of the card template. */
            template?: string | null;
            /**
             * Format: uuid
             * @description A template of imports that the columns follow; null takes back the one that was applied.
             */
            template_id?: string | null;
        };
        /**
         * @description What is done with a row that may be on file already.
         * @enum {string}
         */
        ImportChoice: "undecided" | "skip" | "write" | "update";
        /** @description A column of the chosen sheet. */
        ImportColumn: {
            /**
             * @description Where it goes: `name`, `code` (the file code of a customer on file), the key of a field, `contact.name`, `contact.` and a key,
             *     `region.province`, `region.city`, `region.county`, `phone`, `contact.phone`; null when it
             *     is not imported.
             */
            field?: string | null;
            /** @description Its header. */
            header: string;
            /** @description Its place, from 0. */
            index: number;
            /** @description Some of its cells. */
            sample: string[];
        };
        /** @description What a row makes of a contact of the customer that it is about. */
        ImportContactChange: {
            /** @description The row adds it, or did. */
            added: boolean;
            /** @description What is different about it, before and after. */
            changes: components["schemas"]["TimelineChange"][];
            /**
             * Format: uuid
             * @description The contact; null while it is to be added.
             */
            id?: string | null;
            /** @description Its name; before the change where it is on file. */
            name: string;
        };
        /** @description A sheet of contacts that belong to the customers of the chosen one. */
        ImportContacts: {
            /**
             * Format: int64
             * @description Contacts that found their customer.
             */
            contacts: number;
            /** @description Header of the column that tells whose contact it is. */
            header: string;
            /** @description They are taken along. */
            joined: boolean;
            /**
             * Format: int64
             * @description Contacts that did not, or have no name; they are not written.
             */
            left: number;
            /** @description Rows of the first of these. */
            left_rows: number[];
            /** @description Name of the sheet. */
            sheet: string;
        };
        /** @description Rows by verdict. */
        ImportCounts: {
            /**
             * Format: int64
             * @description Those that can be written and become customers.
             */
            create_rows: number;
            /**
             * Format: int64
             * @description Rows of customers.
             */
            data_rows: number;
            /**
             * Format: int64
             * @description Those that cannot.
             */
            invalid_rows: number;
            /**
             * Format: int64
             * @description Those whose customers stayed when the import was undone: somebody has worked with them.
             */
            kept_rows: number;
            /**
             * Format: int64
             * @description Those of them whose customers are as before.
             */
            restored_rows: number;
            /**
             * Format: int64
             * @description Rows that are no customers: blank, titles, sums, repeated headers.
             */
            skipped_rows: number;
            /**
             * Format: int64
             * @description Those that may be on file already, or stand twice in the table.
             */
            twin_rows: number;
            /**
             * Format: int64
             * @description Those that say of a customer on file what is on file.
             */
            unchanged_rows: number;
            /**
             * Format: int64
             * @description Those that were taken back when the import was undone: their customers were removed, or are
             *     as before.
             */
            undone_rows: number;
            /**
             * Format: int64
             * @description Those that can be written and change a customer on file.
             */
            update_rows: number;
            /**
             * Format: int64
             * @description Those of them that changed a customer on file.
             */
            updated_rows: number;
            /**
             * Format: int64
             * @description Those that can be written.
             */
            valid_rows: number;
            /**
             * Format: int64
             * @description Those that can, but of which not every cell was understood.
             */
            warned_rows: number;
            /**
             * Format: int64
             * @description Those that have been written, whatever became of them later.
             */
            written_rows: number;
        };
        /**
         * @description An encoding of a text file.
         * @enum {string}
         */
        ImportEncoding: "auto" | "utf-8" | "gb18030" | "big5" | "utf-16le" | "utf-16be";
        /** @description A file that is imported. */
        ImportFile: {
            /** @description It can be read anew in another encoding or with another separator. */
            correctable: boolean;
            /** @description Encoding of text. */
            encoding?: string | null;
            /** @description xlsx or csv. */
            format: string;
            /** @description Some bytes fit no character of the encoding. */
            lossy: boolean;
            /** @description A byte order mark settles the encoding. */
            marked: boolean;
            /** @description Its name. */
            name: string;
            /**
             * @description What stands between the cells of delimited text: comma, semicolon, tab, bar, or another
             *     character itself.
             */
            separator?: string | null;
            /** @description SHA-256 of its content. */
            sha256: string;
            /**
             * Format: int64
             * @description Its length in bytes.
             */
            size: number;
        };
        /**
         * @description By what a customer on file is found.
         * @enum {string}
         */
        ImportKey: "code" | "credit_code" | "name" | "mobile";
        /**
         * @description What an import does with customers on file.
         * @enum {string}
         */
        ImportMode: "create" | "update" | "create_or_update";
        /** @description Why an import is refused. */
        ImportRefusal: {
            /** @description Why, at most 200 characters. */
            reason: string;
        };
        /** @description A row of the file. */
        ImportRow: {
            /**
             * @description What is done with it, or was: create, update, or none when it says what is on file; null
             *     where it cannot be written.
             */
            action?: string | null;
            /** @description Its cells by column. */
            cells: {
                [key: string]: string;
            };
            /**
             * @description What is different about that customer, before and after; no longer told once it was taken
             *     back.
             */
            changes: components["schemas"]["TimelineChange"][];
            /** @description What somebody wants of a row with twins; undecided, it is written. */
            choice: components["schemas"]["ImportChoice"];
            /**
             * Format: uuid
             * @description The customer that is to be changed, where that is the choice.
             */
            choice_customer_id?: string | null;
            /** @description What is different about that customer's contacts; told as long. */
            contacts: components["schemas"]["ImportContactChange"][];
            /**
             * Format: uuid
             * @description What was made of it; null when that was removed again.
             */
            customer_id?: string | null;
            /** @description Cells that must be mended; of a row that was kept, why. */
            errors: components["schemas"]["ImportCellError"][];
            /**
             * Format: int64
             * @description Its number in the sheet, from 1.
             */
            row: number;
            target?: components["schemas"]["ImportTarget"] | null;
            /** @description What it may be the same as. */
            twins: components["schemas"]["ImportTwin"][];
            /** @description It can be written, or was. */
            valid: boolean;
            /** @description head, skipped, valid, invalid, written, unchanged, refused, undone or kept. */
            verdict: string;
            /** @description Cells that were not understood but stop nobody; their text goes to the remark. */
            warnings: components["schemas"]["ImportCellError"][];
        };
        /**
         * @description What stands between cells.
         * @enum {string}
         */
        ImportSeparator: "auto" | "comma" | "semicolon" | "tab" | "bar";
        /** @description A sheet. */
        ImportSheet: {
            /**
             * @description It is a further table beside the first on a sheet of the same name, and begins at this
             *     column, from 0.
             */
            from_column?: number | null;
            /**
             * Format: int32
             * @description Header row, null when none was found.
             */
            header_row?: number | null;
            /** @description The workbook hides it. */
            hidden: boolean;
            /** @description Its place, from 0. */
            index: number;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description Rows with anything in them.
             */
            rows: number;
        };
        /** @description A customer on file. */
        ImportTarget: {
            /** @description File code. */
            code: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Full name. */
            name: string;
        };
        /** @description What the columns of a kind of file mean, kept under a name. */
        ImportTemplate: {
            /** @description Where the columns go, by their headers; null is "not imported". */
            columns: {
                [key: string]: string | null;
            };
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            key?: components["schemas"]["ImportKey"] | null;
            /** @description What is done with customers on file. */
            mode: components["schemas"]["ImportMode"];
            /** @description Its name. */
            name: string;
            /** @description An empty cell empties the field; otherwise it changes nothing. */
            overwrite_empty: boolean;
            /** @description Who made it, and alone may change it. */
            person: components["schemas"]["Named"];
            /** @description The colleagues of its maker's department may use it. */
            shared: boolean;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description A change of a template; what is absent stays. */
        ImportTemplateChange: {
            /** @description Its name. */
            name?: string | null;
            /** @description The colleagues of one's department may use it. */
            shared?: boolean | null;
        };
        /** @description A template to be kept. */
        ImportTemplateInput: {
            /**
             * Format: uuid
             * @description The import of one's own whose columns it keeps.
             */
            import_id: string;
            /** @description Its name. */
            name: string;
            /** @description The colleagues of one's department may use it. */
            shared?: boolean;
        };
        /** @description What a row may be the same as: another row, or a customer on file. */
        ImportTwin: {
            /** @description Names of the fields in which both agree. */
            agrees: string[];
            customer?: components["schemas"]["ImportTwinCustomer"] | null;
            /**
             * Format: int64
             * @description Number of the other row.
             */
            row?: number | null;
            /** @description It is the same; otherwise somebody must look. */
            same: boolean;
        };
        /** @description A customer on file, beside a row. */
        ImportTwinCustomer: {
            /** @description File code. */
            code: string;
            /** @description The caller may change it. */
            editable: boolean;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Full name. */
            name: string;
            /** @description Name of its owner. */
            owner: string;
        };
        /** @description A report of a leak, and what came of it. */
        Incident: {
            closing?: components["schemas"]["IncidentClosing"] | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description What is reported. */
            kind: components["schemas"]["IncidentKind"];
            /**
             * Format: date-time
             * @description When.
             */
            reported_at: string;
            reported_by?: components["schemas"]["Named"] | null;
            /** @description What happened. */
            text: string;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description A case and its file. */
        IncidentCase: {
            /** @description What was done and found, in order; empty for whoever only reported it. */
            entries: components["schemas"]["IncidentEntry"][];
            /** @description Whether the caller handles leaks. */
            handles: boolean;
            /** @description The case. */
            incident: components["schemas"]["Incident"];
            /** @description What the regulation names as penalties; empty for whoever only reported it. */
            penalties: components["schemas"]["IncidentPenalty"][];
        };
        /** @description How a case was closed. */
        IncidentClosing: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who closed it. */
            by: components["schemas"]["Named"];
            /** @description What was found. */
            finding: string;
            /** @description How grave it was. */
            grade: components["schemas"]["IncidentGrade"];
            /** @description What whoever answers for it got. */
            penalty?: string | null;
        };
        /** @description How a case is closed. */
        IncidentClosingInput: {
            /** @description What was found, at most 4,000 characters. */
            finding: string;
            /** @description How grave it was. */
            grade: components["schemas"]["IncidentGrade"];
            /** @description What whoever answers for it gets, at most 200 characters; none where nothing leaked. */
            penalty?: string | null;
        };
        /** @description An entry of a case file. */
        IncidentEntry: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who wrote it. */
            by: components["schemas"]["Named"];
            /** @description What it says. */
            kind: components["schemas"]["IncidentEntryKind"];
            /** @description In words. */
            text: string;
        };
        /** @description Something for a case file. */
        IncidentEntryInput: {
            /** @description What it says. */
            kind: components["schemas"]["IncidentEntryKind"];
            /** @description In words, at most 4,000 characters. */
            text: string;
        };
        /** @enum {string} */
        IncidentEntryKind: "remedy" | "note";
        /** @description A count of cases that are alike. */
        IncidentFigure: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            grade?: components["schemas"]["IncidentGrade"] | null;
            /**
             * Format: int64
             * @description Hours from report to closing, on average, rounded; null: open.
             */
            hours?: number | null;
            /** @description What was reported. */
            kind: components["schemas"]["IncidentKind"];
        };
        /** @enum {string} */
        IncidentGrade: "none" | "minor" | "grave";
        /** @enum {string} */
        IncidentKind: "leak" | "suspicion";
        /** @description A penalty that the regulation names. */
        IncidentPenalty: {
            /** @description The clause. */
            clause: string;
            /** @description For which grade. */
            grade: components["schemas"]["IncidentGrade"];
            /** @description In words. */
            words: string;
        };
        /** @description A leak, or the suspicion of one. */
        IncidentReport: {
            /** @description Nothing keeps who reported it; they do not see it again either. */
            anonymous?: boolean;
            /** @description What is reported. */
            kind: components["schemas"]["IncidentKind"];
            /** @description What happened, at most 4,000 characters. */
            text: string;
        };
        /** @description Which report was made. */
        IncidentReported: {
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
        };
        /** @description An interaction with a customer. */
        Interaction: {
            /** @description What the caller may do: mend (change or take back). */
            actions: {
                [key: string]: components["schemas"]["Answer"];
            };
            /**
             * Format: date-time
             * @description When it took place.
             */
            at: string;
            contact?: components["schemas"]["Named"] | null;
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description With which customer.
             */
            customer_id: string;
            /** @description In full. */
            detail?: string | null;
            direction?: components["schemas"]["Direction"] | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description By what way. */
            kind: components["schemas"]["InteractionKind"];
            /** @description Who recorded it. */
            person: components["schemas"]["Named"];
            /** @description In a sentence. */
            summary: string;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description A change of an interaction; what is absent stays. */
        InteractionChange: {
            /**
             * Format: date-time
             * @description When it took place, RFC 3339; at most a day ahead.
             */
            at?: string;
            /**
             * Format: uuid
             * @description With which of the customer's contacts.
             */
            contact_id?: string | null;
            /** @description In full, at most 20000 characters. */
            detail?: string | null;
            direction?: components["schemas"]["Direction"] | null;
            /** @description By what way. */
            kind?: components["schemas"]["InteractionKind"];
            /** @description In a sentence, at most 500 characters. */
            summary?: string;
        };
        /** @description An interaction to be put on file. */
        InteractionInput: {
            /**
             * Format: date-time
             * @description When it took place, RFC 3339; at most a day ahead.
             * @example 2026-11-22T04:44:45Z
             */
            at: string;
            /**
             * Format: uuid
             * @description With which of the customer's contacts.
             */
            contact_id?: string | null;
            /** @description In full, at most 20000 characters. */
            detail?: string | null;
            direction?: components["schemas"]["Direction"] | null;
            /** @description By what way. */
            kind: components["schemas"]["InteractionKind"];
            /** @description In a sentence, at most 500 characters. */
            summary: string;
        };
        /** @enum {string} */
        InteractionKind: "call" | "visit" | "letter" | "fax" | "email" | "meeting" | "complaint" | "change" | "dealing" | "results" | "card" | "other";
        /** @description A customer that looks like an invalid entry. */
        InvalidEntry: {
            /**
             * @description File code.
             * @example KH0000001
             */
            code: string;
            /** @description The department it belongs to. */
            department: components["schemas"]["Named"];
            fine?: components["schemas"]["InvalidFine"] | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * Format: date-time
             * @description Latest contact; null before the first.
             */
            last_contact_at?: string | null;
            /** @description Full name. */
            name: string;
            /** @description Its owner. */
            owner: components["schemas"]["Named"];
            /** @description Why it is suspected. */
            reasons: components["schemas"]["InvalidFlaw"][];
            /**
             * Format: date-time
             * @description Latest change.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description What to send back in If-Match.
             */
            version: number;
        };
        /** @description That somebody said a customer is fine. */
        InvalidFine: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who. */
            person: components["schemas"]["Named"];
            /** @description Why. */
            reason: string;
        };
        /**
         * @description Why a customer looks like an invalid entry.
         * @enum {string}
         */
        InvalidFlaw: "placeholder_name" | "placeholder_phone" | "unreachable" | "unidentified" | "untouched";
        /** @description What somebody says of a customer that looks like an invalid entry. */
        InvalidInput: {
            /** @description Why; must be said when it is fine. */
            reason?: string | null;
            /** @description What. */
            state: components["schemas"]["InvalidState"];
        };
        /** @description A page of the work list. */
        InvalidPage: {
            /** @description At most 50; what was left alone for longest comes first. */
            items: components["schemas"]["InvalidEntry"][];
            /**
             * @description Where to go on; null when all were looked at. One request looks at 5,000 customers at most,
             *     so that a page may be short, or empty, and still have a next.
             */
            next_cursor?: string | null;
        };
        /**
         * @description What becomes of a suspicion.
         * @enum {string}
         */
        InvalidState: "open" | "fine";
        /** @description A copy or a disclosure as it left. */
        IssuedCopy: {
            /** @description Keys of the facts that left. */
            fields: string[];
            ground?: components["schemas"]["DisclosureGround"] | null;
            /** @description SHA-256 of what left, in hexadecimal digits. */
            hash: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Copy or disclosure. */
            kind: components["schemas"]["RequestKind"];
            /**
             * Format: date-time
             * @description When.
             */
            made_at: string;
            /** @description Who took it out. */
            made_by: components["schemas"]["Named"];
            /** @description What for. */
            purpose: string;
            /** @description To whom. */
            recipient: string;
            /**
             * @description Its number in the register.
             * @example FZ000001
             */
            register: string;
            /**
             * Format: uuid
             * @description By which request.
             */
            request_id: string;
            /**
             * Format: date-time
             * @description Until when it may be kept.
             */
            until: string;
        };
        /** @description Somebody who keeps classified files. */
        Keeper: {
            /**
             * Format: uuid
             * @description Whose file; null: every customer's up to the level.
             */
            customer_id?: string | null;
            /** @description Who said so. */
            given_by: components["schemas"]["Named"];
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Up to which level. */
            level: components["schemas"]["Level"];
            /** @description Who. */
            person: components["schemas"]["Named"];
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
        };
        /** @description A keeper to be named. */
        KeeperInput: {
            /**
             * Format: uuid
             * @description Whose file; every customer's when absent.
             */
            customer_id?: string;
            /** @description Up to which level: confidential or top secret. */
            level: components["schemas"]["Level"];
            /**
             * Format: uuid
             * @description Who.
             */
            person_id: string;
        };
        /**
         * @description Organisation or individual.
         * @enum {string}
         */
        Kind: "organization" | "individual";
        /** @description Somebody on file who may be the one of a card. */
        KnownContact: {
            /** @description Its customer. */
            customer: components["schemas"]["MaybeCustomer"];
            /**
             * Format: uuid
             * @description The contact.
             */
            id: string;
            /** @description Name. */
            name: string;
        };
        /** @description A customer on file, named to who sees it. */
        KnownCustomer: {
            /**
             * @description File code.
             * @example KH0000001
             */
            code: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Full name. */
            name: string;
            /** @description That is the caller. */
            own: boolean;
            /** @description Name of its owner. */
            owner: string;
        };
        /** @description A text in both languages of the page. */
        Label: {
            /**
             * @description English; the Chinese is shown where it is empty.
             * @example Tax office
             */
            en?: string;
            /**
             * @description Chinese.
             * @example 主管税务机关
             */
            zh: string;
        };
        /** @description A column in both languages. */
        LeakColumn: {
            /** @description In English. */
            en: string;
            /** @description In Chinese. */
            zh: string;
        };
        /** @description What left and may be a source. */
        LeakSource: {
            /** @description Its columns that the sheet shows. */
            columns: components["schemas"]["LeakColumn"][];
            /**
             * Format: int32
             * @description Columns of the sheet that are known, but not from it.
             */
            foreign_columns: number;
            /** @description What it was. */
            kind: components["schemas"]["DepartureKind"];
            /**
             * Format: date-time
             * @description When it left.
             */
            left_at: string;
            /**
             * Format: int32
             * @description How likely it is a source, in thousandths. Two that were mixed can both be.
             */
            likelihood: number;
            /**
             * Format: int32
             * @description Its marker customers that stand in the sheet.
             */
            markers: number;
            /** @description Its number stands in the sheet. */
            numbered: boolean;
            /** @description Who took it out. */
            person: components["schemas"]["Named"];
            /** @description Whom it was for, of copies and disclosures. */
            recipient?: string | null;
            /** @description Its number in the register. */
            register: string;
            /**
             * Format: int32
             * @description Rows of the sheet that left with it.
             */
            rows: number;
            /**
             * Format: int64
             * @description Customers that left with it.
             */
            size: number;
            /**
             * Format: uuid
             * @description Which export or copy.
             */
            source_id: string;
            /**
             * Format: int32
             * @description Of them those that have values of another time.
             */
            stale: number;
            /** @description The same as a word. */
            sureness: components["schemas"]["LeakSureness"];
        };
        /** @enum {string} */
        LeakSureness: "likely" | "possible" | "weak";
        /** @description A comparison of a leaked sheet with what left. It is a likelihood under a model, nothing more. */
        LeakTrace: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who compared. */
            by: components["schemas"]["Named"];
            /**
             * Format: int64
             * @description Exports and copies that it was compared with.
             */
            compared: number;
            /** @description The sheet was longer than what is compared. */
            cut: boolean;
            /** @description SHA-256 of the sheet, which is not kept. */
            digest: string;
            /**
             * Format: int32
             * @description How likely somebody or something else is the source, in thousandths; never 0.
             */
            else_likelihood: number;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * Format: int32
             * @description Of them those that left with anything.
             */
            known: number;
            /**
             * Format: int64
             * @description Exports and copies with which it could not be compared.
             */
            not_compared: number;
            /**
             * Format: int32
             * @description Rows of the sheet, without its head.
             */
            rows: number;
            /** @description What may be a source, the likeliest first; twenty at most. */
            sources: components["schemas"]["LeakSource"][];
        };
        /** @description A leaked sheet. */
        LeakedSheet: {
            /**
             * Format: byte
             * @description The file in base64: a workbook, delimited text, or cards; at most 10 MiB. Pasted rows are a
             *     text with tabs. It is compared and not kept.
             */
            content: string;
        };
        /** @description Whether somebody leaves. */
        Leaving: {
            /**
             * Format: date-time
             * @description When.
             */
            at?: string | null;
            by?: components["schemas"]["Named"] | null;
            /**
             * Format: date
             * @description Their last day; null: they stay.
             */
            last_day?: string | null;
        };
        /** @description When somebody leaves. */
        LeavingInput: {
            /**
             * Format: date
             * @description Their last day.
             */
            last_day: string;
        };
        /**
         * @description A level of secrecy.
         * @enum {string}
         */
        Level: "internal" | "secret" | "confidential" | "top_secret";
        /**
         * @description How a customer on file is like the one to be registered.
         * @enum {string}
         */
        Likeness: "same" | "unsure" | "related";
        /** @description A change on a list. */
        ListedChange: {
            /** @description What its author says to that. */
            answer?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description What changed. */
            changes: components["schemas"]["TimelineChange"][];
            /** @description The name of the contact that it concerns. */
            contact?: string | null;
            /** @description Of which customer. */
            customer: components["schemas"]["CustomerName"];
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            judged_by?: components["schemas"]["Named"] | null;
            /**
             * @description `created`, `import`, `change`, `contact`, `owner`, `merge` or `unmerge`.
             * @example change
             */
            kind: string;
            /**
             * Format: uuid
             * @description On which list.
             */
            list_id: string;
            /** @description What its author is to look at again. */
            note?: string | null;
            /** @description Who. */
            person: components["schemas"]["Named"];
            /** @description Why, in somebody's words. */
            reason?: string | null;
            /** @description What is said of it. */
            verdict: components["schemas"]["ChangeVerdict"];
        };
        /** @description A loan. */
        Loan: {
            /**
             * Format: date-time
             * @description When it was approved.
             */
            approved_at: string;
            /** @description To whom. */
            borrower: components["schemas"]["Named"];
            /**
             * Format: date-time
             * @description When the borrower confirmed that.
             */
            closed_at?: string | null;
            /** @description Confirm that it is as described. */
            confirm: components["schemas"]["Answer"];
            /**
             * Format: date-time
             * @description When the borrower confirmed that.
             */
            confirmed_at?: string | null;
            customer?: components["schemas"]["Named"] | null;
            damage?: components["schemas"]["LoanReport"] | null;
            /**
             * Format: date-time
             * @description When it is due back.
             */
            due_at?: string | null;
            /**
             * Format: date-time
             * @description When more time was given.
             */
            extended_at?: string | null;
            handed_out?: components["schemas"]["LoanHanding"] | null;
            /** @description Hand it out, take it back, give more time. */
            handle: components["schemas"]["Answer"];
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description The item's id and title. */
            item: components["schemas"]["Named"];
            /** @description Whether it is out beyond its time. */
            late: boolean;
            loss?: components["schemas"]["LoanReport"] | null;
            /** @description The number on its label. */
            number: string;
            /**
             * Format: int64
             * @description How many pages it has by the register.
             */
            pages: number;
            /** @description What for. */
            purpose: string;
            /** @description Report damage or loss. */
            report: components["schemas"]["Answer"];
            /**
             * Format: uuid
             * @description By which request.
             */
            request_id: string;
            returned?: components["schemas"]["LoanHanding"] | null;
            /** @description How far it is. */
            state: components["schemas"]["LoanState"];
            /**
             * Format: date-time
             * @description Until when it was asked for.
             */
            until: string;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description How an item is found when it goes from hand to hand. */
        LoanCheck: {
            /** @description How it is, at most 200 characters. */
            condition: string;
            /**
             * Format: int64
             * @description How many pages were counted.
             */
            pages: number;
        };
        /** @description Until when a loan is extended. */
        LoanExtension: {
            /**
             * Format: date
             * @description The last day, where the company is.
             */
            until: string;
        };
        /** @description An item went from hand to hand. */
        LoanHanding: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description The keeper. */
            by: components["schemas"]["Named"];
            /** @description How it was. */
            condition: string;
            /**
             * Format: int64
             * @description How many pages were counted.
             */
            pages: number;
        };
        /** @description An original file, and who has it now. */
        LoanItem: {
            /** @description Change it. */
            change: components["schemas"]["Answer"];
            /**
             * Format: int64
             * @description How many copies there are.
             */
            copies: number;
            /** @description Of which customer. */
            customer: components["schemas"]["Named"];
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            loan?: components["schemas"]["Loan"] | null;
            /** @description Anything else. */
            note?: string | null;
            /**
             * @description The number on its label.
             * @example YJ000001
             */
            number: string;
            /**
             * Format: int64
             * @description How many pages it has.
             */
            pages: number;
            /** @description Where it lies. */
            place: string;
            /** @description What it is. */
            title: string;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description What the register says of an original file. */
        LoanItemInput: {
            /**
             * Format: int64
             * @description How many copies there are.
             */
            copies: number;
            /** @description Anything else, at most 200 characters. */
            note?: string | null;
            /**
             * Format: int64
             * @description How many pages it has.
             */
            pages: number;
            /** @description Where it lies, at most 200 characters. */
            place: string;
            /** @description What it is, at most 200 characters. */
            title: string;
        };
        /** @description Damage or loss. */
        LoanReport: {
            /**
             * Format: date-time
             * @description When it was reported.
             */
            at: string;
            /** @description What. */
            text: string;
        };
        /** @description What happened to an item. */
        LoanReportInput: {
            /** @description At most 200 characters. */
            text: string;
        };
        /** @enum {string} */
        LoanState: "approved" | "handed_out" | "held" | "returned" | "closed" | "lost";
        /** @description How the evidence log stands. */
        LogState: {
            /**
             * Format: date-time
             * @description Latest checkpoint.
             */
            checkpoint_at?: string | null;
            /**
             * Format: int64
             * @description Entries.
             */
            size: number;
            /** @description Whether everything agreed then. */
            sound?: boolean | null;
            /**
             * Format: date-time
             * @description When it was last verified.
             */
            verified_at?: string | null;
        };
        /** @description The server that takes letters. */
        MailSetting: {
            /** @description Letters are sent. */
            active: boolean;
            /** @description Its name. */
            host: string;
            /** @description Login; empty when it wants none. */
            login: string;
            /** @description A password is kept, sealed. */
            password_set: boolean;
            /**
             * Format: int64
             * @description Its port.
             */
            port: number;
            /** @description tls, starttls or none. */
            security: string;
            /** @description Address that letters come from. */
            sender: string;
        };
        /** @description A change of the server that takes letters; what is absent stays. */
        MailSettingChange: {
            /** @description Letters are sent. */
            active?: boolean;
            /** @description Its name. */
            host?: string;
            /** @description Login; empty when it wants none. */
            login?: string;
            /** @description Password, kept sealed and never shown; empty for none. */
            password?: string;
            /**
             * Format: int64
             * @description Its port, 1 to 65,535.
             */
            port?: number;
            /** @description tls, starttls or none. */
            security?: string;
            /** @description Address that letters come from. */
            sender?: string;
        };
        /** @description A line of the maintenance log. */
        MaintenanceLine: {
            /**
             * Format: date-time
             * @description By when it was to be applied.
             */
            apply_by?: string | null;
            /** @description Of which customer. */
            customer: components["schemas"]["CustomerName"];
            /** @description Of which department. */
            department: components["schemas"]["Named"];
            /** @description It was not applied by then. */
            late: boolean;
            /**
             * @description Of which month.
             * @example 2026-11
             */
            month: string;
            /** @description The change: who proposed it, who decided, what became of it. */
            proposal: components["schemas"]["MonthProposal"];
        };
        /** @description What is said of a customer. */
        MarkedInput: {
            /** @description Groups that need a change; none: all is still true. */
            marked: string[];
        };
        /** @description What matched. */
        MatchedText: {
            /**
             * @description name, pinyin, initials, phone, credit_code, contact, code or email; filter when only filters
             *     were asked.
             */
            field: string;
            /** @description Whether it matches only but for one character: nothing matched as it was typed. */
            nearly: boolean;
            /** @description The whole text in which it matched. */
            text: string;
        };
        /** @description A customer that may be the organisation of a card. */
        MaybeCustomer: {
            /** @description The uniform file code. */
            code: string;
            /** @description It is called just as on the card. */
            exact: boolean;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Full name. */
            name: string;
        };
        /** @description Whoever is signed in, and where. */
        Me: {
            /** @description The company. */
            company: components["schemas"]["MyCompany"];
            /** @description Departments that they head or deputise, with everything below. */
            heads: string[];
            /** @description What they may: of their roles, or of the access token in use. */
            permissions: components["schemas"]["Permission"][];
            /** @description Who. */
            person: components["schemas"]["MyPerson"];
            /** @description The session in use. */
            session: components["schemas"]["MySession"];
            /**
             * Format: date
             * @description The date there.
             * @example 2026-11-22
             */
            today: string;
        };
        /** @description A mended row, and the import's new counts. */
        Mended: {
            /** @description The import. */
            import: components["schemas"]["Import"];
            /** @description The row. */
            row: components["schemas"]["ImportRow"];
        };
        /** @description A merging. */
        Merge: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * Format: uuid
             * @description The customer that went into it.
             */
            other_id: string;
            /** @description Who merged. */
            person: components["schemas"]["Named"];
            /** @description Why. */
            reason: string;
            /**
             * Format: uuid
             * @description The customer that stayed.
             */
            survivor_id: string;
            /**
             * Format: date-time
             * @description When it was undone.
             */
            undone_at?: string | null;
        };
        /**
         * @description Which of two facts the merged file keeps.
         * @enum {string}
         */
        MergeChoice: "survivor" | "other" | "both";
        /** @description A contact of the other file, and the contact of the file that stays which is the same person. */
        MergeContact: {
            /**
             * Format: uuid
             * @description The other file's contact.
             */
            id: string;
            /**
             * Format: uuid
             * @description The contact that it becomes one with; null: it is somebody else.
             */
            into?: string | null;
        };
        /** @description A fact that one of two files has. */
        MergeFact: {
            /**
             * @description Why: `same`, `only_one`, `verified`, `undoubted`, `complete`, `newer`,
             *     `owner_active` or `kept`.
             * @example newer
             */
            because: string;
            /** @description Key of the field; `name`, `template`, `owner` for what is not in the catalogue. */
            field: string;
            /** @description Which is suggested. */
            keep: components["schemas"]["MergeChoice"];
            /** @description As the other file has it; null: unknown. */
            other?: unknown;
            /** @description As the file has it that stays; null: unknown. */
            survivor?: unknown;
        };
        /** @description One of two files that are to become one. */
        MergeFile: {
            /**
             * @description File code.
             * @example KH0000001
             */
            code: string;
            /**
             * Format: int64
             * @description How full the card is, 0 to 100.
             */
            completeness: number;
            /** @description Its contacts. */
            contacts: components["schemas"]["Contact"][];
            /**
             * Format: date-time
             * @description When it was registered.
             */
            created_at: string;
            /** @description The department it belongs to. */
            department: components["schemas"]["Named"];
            /**
             * Format: int64
             * @description Facts that are in doubt.
             */
            doubts: number;
            /**
             * Format: int64
             * @description Moments of its timeline, but for interactions.
             */
            events: number;
            /**
             * Format: uuid
             * @description Which customer.
             */
            id: string;
            /**
             * Format: int64
             * @description Records of interactions.
             */
            interactions: number;
            /** @description Organisation or individual. */
            kind: components["schemas"]["Kind"];
            /**
             * Format: date-time
             * @description Latest contact with it.
             */
            last_contact_at?: string | null;
            /** @description Full name. */
            name: string;
            /** @description Its owner. */
            owner: components["schemas"]["Named"];
            /**
             * Format: int64
             * @description Shares with colleagues.
             */
            shares: number;
            /** @description Code of the card template. */
            template: string;
            /**
             * Format: int64
             * @description Facts that were verified.
             */
            verified: number;
            /**
             * Format: int64
             * @description Counts the changes; send it back when merging.
             */
            version: number;
        };
        /** @description How two customers become one. What is not named goes as it is suggested. */
        MergeInput: {
            /** @description Which fact to keep, by key of the field, or `name`, `template`, `owner`. */
            choices?: {
                [key: string]: components["schemas"]["MergeChoice"];
            };
            /** @description Which contacts are one person. */
            contacts?: components["schemas"]["MergeContact"][];
            /**
             * Format: uuid
             * @description The customer that goes into this one.
             */
            other_id: string;
            /**
             * Format: int64
             * @description Its version, as the caller saw it.
             */
            other_version: number;
            /** @description Why. */
            reason: string;
        };
        /** @description A merging in a list, with what went into the customer. */
        MergeListed: components["schemas"]["Merge"] & {
            /**
             * @description File code of the customer that went into this one.
             * @example KH0000002
             */
            other_code: string;
            /** @description Its name. */
            other_name: string;
        };
        /** @description What is suggested for two files of one customer. */
        MergeProposal: {
            /** @description Whether the caller may merge them. */
            action: components["schemas"]["Answer"];
            /**
             * @description Why, the weightiest reason first: `credit_code`, `verified`, `history`, `complete`,
             *     `owner_active`, `older`. Empty when nothing tells the two apart.
             */
            because: string[];
            /** @description Contacts that are one person for sure. */
            contacts: components["schemas"]["MergeContact"][];
            /** @description Every fact that one of them has, in the order of a page. */
            facts: components["schemas"]["MergeFact"][];
            /** @description The file that would go into it. */
            other: components["schemas"]["MergeFile"];
            /**
             * @description Which of them should stay: `survivor` or `other`.
             * @example survivor
             */
            suggested: string;
            /** @description The file that would stay. */
            survivor: components["schemas"]["MergeFile"];
        };
        /** @description A merging, and what would go where if it were undone. */
        MergeSplit: {
            action?: components["schemas"]["Answer"] | null;
            /**
             * Format: uuid
             * @description The later merging that has to be undone first.
             */
            after?: string | null;
            /** @description Facts that go back to what they were. */
            back: components["schemas"]["SplitFact"][];
            /**
             * Format: int64
             * @description Contacts that go back.
             */
            contacts: number;
            /**
             * Format: int64
             * @description Moments of the timeline that go back.
             */
            events: number;
            /**
             * Format: int64
             * @description Interactions that go back.
             */
            interactions: number;
            /** @description The merging. */
            merge: components["schemas"]["MergeListed"];
            /**
             * Format: int64
             * @description Contacts that were added since, and stay.
             */
            new_contacts: number;
            /**
             * Format: int64
             * @description Interactions that were recorded since, and stay.
             */
            new_interactions: number;
            /**
             * Format: int64
             * @description Shares that go back.
             */
            shares: number;
            /** @description Keys of facts that were changed since, and stay. */
            stay: string[];
            /**
             * Format: int64
             * @description Of those: with a contact that goes back; they will name none.
             */
            unnamed: number;
        };
        /** @description The check of a person's customers in a department at the end of a month. */
        MonthCheck: {
            /**
             * Format: int64
             * @description Of these: on file.
             */
            applied: number;
            /**
             * Format: date-time
             * @description When it was.
             */
            applied_at?: string | null;
            /**
             * Format: date-time
             * @description By when what was approved is to be applied.
             */
            apply_by?: string | null;
            /** @description Whether the caller decides on it. */
            approve: components["schemas"]["Answer"];
            approved?: components["schemas"]["Done"] | null;
            /**
             * Format: int64
             * @description Customers.
             */
            customers: number;
            /** @description Of which department. */
            department: components["schemas"]["Named"];
            /**
             * Format: date-time
             * @description By when it is to be submitted.
             */
            due_at: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description It was not submitted when it was due. */
            late: boolean;
            /**
             * Format: int64
             * @description With a group that needs a change.
             */
            marked: number;
            /**
             * @description Of which month.
             * @example 2026-11
             */
            month: string;
            /** @description Whose customers. */
            person: components["schemas"]["Named"];
            /** @description They have left. */
            person_left: boolean;
            /**
             * Format: int64
             * @description Changes that were proposed.
             */
            proposals: number;
            /**
             * Format: int64
             * @description Of these: refused.
             */
            refused: number;
            /** @description How far it is. */
            state: components["schemas"]["MonthCheckState"];
            submitted?: components["schemas"]["Done"] | null;
            /**
             * Format: int64
             * @description Of these: overtaken by another change, or failed.
             */
            unapplied: number;
            /**
             * Format: int64
             * @description With a group that needs a change, and no change proposed.
             */
            unproposed: number;
            /**
             * Format: int64
             * @description Counts the steps; send it back in If-Match.
             */
            version: number;
            /** @description Whether the caller walks it. */
            walk: components["schemas"]["Answer"];
            /**
             * Format: int64
             * @description Of which something was said.
             */
            walked: number;
        };
        /** @description The decision on a check. */
        MonthCheckApproval: {
            /** @description Proposals that are refused; all others are approved. */
            refused: components["schemas"]["ProposalRefusal"][];
        };
        /** @description A check to be begun before it begins by itself. */
        MonthCheckBeginning: {
            /**
             * Format: uuid
             * @description Whose customers; the caller's when absent.
             */
            person_id?: string | null;
        };
        /** @enum {string} */
        MonthCheckState: "open" | "submitted" | "approved" | "applied";
        /** @description The checks of a month. */
        MonthChecks: {
            /**
             * @description The clause that asks for them; null where the regulation in force does not.
             * @example H 2.3.2
             */
            clause?: string | null;
            /** @description It is the present month. */
            current: boolean;
            /**
             * Format: date
             * @description Until the end of which day they are due.
             */
            due_on: string;
            /** @description The checks that are for the caller, by department and name. */
            items: components["schemas"]["MonthCheck"][];
            /** @description The caller owns customers of which the check of this month has not begun. */
            may_begin: boolean;
            /**
             * @description The month.
             * @example 2026-11
             */
            month: string;
            /**
             * Format: date
             * @description On which day its checks begin by themselves.
             */
            opens_on: string;
            /** @description Whether the caller adds the state of payment. */
            payment: components["schemas"]["Answer"];
            /** @description Whether the caller adds what was served. */
            service: components["schemas"]["Answer"];
        };
        /** @description What customer service or finance added for the month. */
        MonthNote: {
            /** @description Who and when. */
            added: components["schemas"]["Done"];
            /** @description By whom of the two. */
            kind: components["schemas"]["MonthNoteKind"];
            payment?: components["schemas"]["PaymentState"] | null;
            /** @description In somebody's words; may be empty. */
            text: string;
        };
        /** @enum {string} */
        MonthNoteKind: "service" | "payment";
        /** @description A change that is proposed. */
        MonthProposal: {
            /** @description What is on file, and what it should be. */
            change: components["schemas"]["TimelineChange"];
            contact?: components["schemas"]["Named"] | null;
            decided?: components["schemas"]["Done"] | null;
            /** @description Why it was refused. */
            decision_reason?: string | null;
            /**
             * Format: date-time
             * @description When it was applied, or it turned out that it cannot be.
             */
            ended_at?: string | null;
            /** @description Code of why it could not be applied. */
            failure?: string | null;
            /** @description What was there instead. */
            found?: unknown;
            /** @description The group that was marked for it. */
            group: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Who proposed it. */
            proposed: components["schemas"]["Done"];
            /** @description Why, in somebody's words. */
            reason?: string | null;
            /** @description How far it is. */
            state: components["schemas"]["ProposalState"];
        };
        /** @description The company, as every page needs it. */
        MyCompany: {
            /** @description Full name. */
            name: string;
            /** @description The regulation that it started from. */
            regulation: components["schemas"]["RegulationCode"];
            /** @description IANA name of its time zone. */
            time_zone: string;
        };
        /** @description One's own person. */
        MyPerson: {
            department?: components["schemas"]["Named"] | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Language of their messages: "zh" or "en". */
            locale: string;
            /** @description What they sign in with. */
            login: string;
            /** @description Nothing but the password may be changed until it has been. */
            must_change_password: boolean;
            /** @description The rules in force are to be accepted before anything else. */
            must_pledge: boolean;
            /** @description What they are called. */
            name: string;
            post?: components["schemas"]["Named"] | null;
            /** @description Their roles. */
            roles: components["schemas"]["RoleRef"][];
            /** @description A second factor is asked for at sign-in. */
            totp_enabled: boolean;
        };
        /** @description How far one is still there, as the page needs it. */
        MySession: {
            /**
             * Format: int64
             * @description After how many minutes a page that is left alone locks; 0: never.
             */
            lock_minutes: number;
            /** @description The page was left alone: only the password opens it again. */
            locked: boolean;
            /** @description The password has become too old. */
            password_expired: boolean;
            /** @description A foreign network: nothing opens before the second factor is shown. */
            proof_needed: boolean;
        };
        /** @description Somebody or something, with the name that a page shows. */
        Named: {
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description An access token that was just made. */
        NewAccessToken: components["schemas"]["AccessToken"] & {
            /**
             * @description Its secret, shown this once; null when an Idempotency-Key gives back what was made before.
             * @example kd_…
             */
            token?: string | null;
        };
        /** @description A new one-time password. */
        NewPassword: {
            /** @description Shown this once, good for seven days. */
            password: string;
            /**
             * Format: int64
             * @description The person's version now.
             */
            version: number;
        };
        /** @description Somebody who was just taken on file. */
        NewPerson: {
            /**
             * @description A one-time password, shown this once and good for seven days; null when an Idempotency-Key
             *     gives back who was made before.
             */
            password?: string | null;
            /** @description Who. */
            person: components["schemas"]["Person"];
        };
        /** @description How much waits for the caller. */
        NewsCount: {
            /**
             * Format: int64
             * @description News that the caller has not acknowledged.
             */
            waiting: number;
        };
        /** @enum {string} */
        NewsKind: "market" | "product" | "major_matter";
        /** @enum {string} */
        NewsPart: "head" | "custodian";
        /** @description Somebody whom news was sent to. */
        NewsRecipient: {
            /**
             * Format: date-time
             * @description When they acknowledged it; null: not yet.
             */
            acknowledged_at?: string | null;
            /** @description Why. */
            part: components["schemas"]["NewsPart"];
            /** @description Who. */
            person: components["schemas"]["Named"];
        };
        /** @description The next thing to be done about a customer. */
        NextDuty: {
            /** @description The clause, as everybody quotes it. */
            clause: string;
            /**
             * Format: date-time
             * @description The last instant at which it is done in time.
             */
            due_at: string;
            /**
             * Format: uuid
             * @description The obligation.
             */
            id: string;
            /** @description How it stands. */
            state: components["schemas"]["ObligationStateWord"];
            /** @description What is to be done, in the caller's language. */
            title: string;
        };
        /** @description What is added to a customer. */
        NoteInput: {
            /** @description By customer service or by finance. */
            kind: components["schemas"]["MonthNoteKind"];
            payment?: components["schemas"]["PaymentState"] | null;
            /** @description In words, at most 1,000 characters; customer service must say something. */
            text?: string | null;
        };
        /** @description A customer with what was added for a month, as those see it who add. */
        NotedCustomer: {
            /** @description Which. */
            customer: components["schemas"]["CustomerName"];
            note?: components["schemas"]["MonthNote"] | null;
        };
        /** @description A notice. */
        Notice: {
            /**
             * Format: date-time
             * @description When it was told.
             */
            at: string;
            customer?: components["schemas"]["CustomerName"] | null;
            /**
             * @description What the kind belongs to: obligation, urgent_news, customer, clash, export, import, data,
             *     policy or system.
             * @example clash
             */
            group: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * @description Its kind.
             * @example clash.asked
             */
            kind: string;
            /**
             * @description Path of the page that it is about.
             * @example /clashes/01935c8e-0000-7000-8000-000000000000
             */
            link: string;
            /**
             * Format: date-time
             * @description When the caller read it.
             */
            read_at?: string | null;
            /** @description Its words, in the caller's language. */
            title: string;
            /** @description It breaks through quiet hours. */
            urgent: boolean;
        };
        /** @description What a person wants to be told. */
        NoticePreference: {
            /** @description By what notices are about, then by way: mail and robot. */
            choices: {
                [key: string]: {
                    [key: string]: components["schemas"]["When"];
                };
            };
            /**
             * @description When the digest is sent, where the company is.
             * @example 08:30
             */
            digest_at: string;
            quiet?: components["schemas"]["QuietHours"] | null;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
            /** @description No digest on days off. */
            working_days: boolean;
        };
        /** @description A change of what the caller wants to be told; what is absent stays. */
        NoticePreferenceChange: {
            /** @description By what notices are about, then by way: mail and robot. */
            choices?: {
                [key: string]: {
                    [key: string]: components["schemas"]["When"];
                };
            };
            /** @description When the digest is sent, "HH:MM" where the company is. */
            digest_at?: string;
            quiet?: components["schemas"]["QuietHours"] | null;
            /** @description No digest on days off. */
            working_days?: boolean;
        };
        /** @description How notices leave the house. */
        NoticeSetting: {
            /** @description Where the page is reached; empty: messages have no links. */
            base_url: string;
            /** @description Titles that leave carry the names of customers. */
            customer_names: boolean;
            /** @description The server that takes letters. */
            mail: components["schemas"]["MailSetting"];
            quiet?: components["schemas"]["QuietHours"] | null;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description A change of how notices leave the house; what is absent stays. */
        NoticeSettingChange: {
            /** @description Where the page is reached, `https://…`; empty for no links. */
            base_url?: string;
            /** @description Titles that leave carry the names of customers. */
            customer_names?: boolean;
            /** @description The server that takes letters. */
            mail?: components["schemas"]["MailSettingChange"];
            quiet?: components["schemas"]["QuietHours"] | null;
        };
        /** @description What somebody must do by a time because of a clause. */
        Obligation: {
            /** @description What it is about. */
            about: components["schemas"]["ObligationSubject"];
            /** @description Who has it to do. */
            assignee: components["schemas"]["ObligationAssignee"];
            /**
             * Format: date-time
             * @description When it was found to be late.
             */
            breached_at?: string | null;
            /** @description False where the holidays of some of its days are not known yet. */
            certain: boolean;
            /**
             * @description The clause, as everybody quotes it.
             * @example H2.2.11
             */
            clause: string;
            /**
             * Format: date-time
             * @description When it was done, or let go.
             */
            closed_at?: string | null;
            customer?: components["schemas"]["CustomerName"] | null;
            department?: components["schemas"]["Named"] | null;
            /**
             * Format: date-time
             * @description The last instant at which it is done in time.
             */
            due_at: string;
            /**
             * @description Key of the duty in the regulation.
             * @example new_customer
             */
            duty: string;
            /** @description Somebody asked for more time, and nobody has decided. */
            extension_asked: boolean;
            /**
             * Format: date-time
             * @description As it was before any extension.
             */
            first_due_at: string;
            /**
             * Format: date-time
             * @description From when its time runs.
             */
            from_at: string;
            /** @description Actions of the log that fulfil it. */
            fulfilled_by: string[];
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description The caller has it to do, or stands in for who has. */
            mine: boolean;
            /** @description What a breach costs. */
            penalty?: string | null;
            period?: components["schemas"]["ObligationPeriod"] | null;
            /** @description Version of the regulation under which it was opened. */
            policy: string;
            /** @description How keeping it is rewarded. */
            reward?: string | null;
            /** @description How it stands. */
            state: components["schemas"]["ObligationStateWord"];
            /** @description What is to be done, in the caller's language. */
            title: string;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
            /**
             * Format: int32
             * @description Working days from today to the day on which it is due; 0 for today and before.
             */
            working_days_left: number;
        };
        /** @description Who has it to do. */
        ObligationAssignee: {
            /** @description An id; of a role its code. */
            id: string;
            /**
             * @description person, department, role or post.
             * @example person
             */
            kind: string;
            /** @description What it is called. */
            name: string;
        };
        /** @description How much there is to do, each at most 1,000. */
        ObligationCounts: {
            /**
             * Format: int64
             * @description Late.
             */
            late: number;
            /**
             * Format: int64
             * @description Due before the day ends.
             */
            today: number;
            /**
             * Format: int64
             * @description Due later.
             */
            upcoming: number;
        };
        /** @description An obligation with its history. */
        ObligationDetail: {
            /** @description What the caller may do: ask, decide. */
            actions: {
                [key: string]: components["schemas"]["Answer"];
            };
            closed_by?: components["schemas"]["ObligationEntry"] | null;
            /** @description Wishes for more time, newest first. */
            extensions: components["schemas"]["ObligationExtension"][];
            /** @description The obligation. */
            obligation: components["schemas"]["Obligation"];
            opened_by?: components["schemas"]["ObligationEntry"] | null;
        };
        /** @description An entry of the log about an obligation. */
        ObligationEntry: {
            /**
             * @description What was done.
             * @example customer.create
             */
            action: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: int64
             * @description Its place in the log.
             */
            index: number;
            person?: components["schemas"]["Named"] | null;
        };
        /** @description A wish for more time. */
        ObligationExtension: {
            /**
             * Format: date-time
             * @description When.
             */
            asked_at: string;
            /** @description Who asked. */
            asked_by: components["schemas"]["Named"];
            /**
             * Format: date-time
             * @description When.
             */
            decided_at?: string | null;
            decided_by?: components["schemas"]["Named"] | null;
            /** @description What they said to it. */
            decision?: string | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Why. */
            reason: string;
            /**
             * @description open, granted or refused.
             * @example open
             */
            state: string;
            /**
             * Format: date-time
             * @description Until when it would be done.
             */
            until: string;
        };
        /** @description The days for which it comes back. */
        ObligationPeriod: {
            /**
             * Format: date
             * @description The first.
             */
            from: string;
            /**
             * Format: date
             * @description The last.
             */
            to: string;
        };
        /**
         * @description How an obligation stands.
         * @enum {string}
         */
        ObligationStateWord: "open" | "breached" | "kept" | "late_kept" | "released";
        /** @description What an obligation is about. */
        ObligationSubject: {
            /** @description Its id. */
            id: string;
            /**
             * @description customer, department, person, company, or the kind of another thing.
             * @example customer
             */
            kind: string;
            /** @description What it is called, when it is a department or a person. */
            name?: string | null;
        };
        /** @enum {string} */
        OutsideCode: "same" | "proof" | "refuse";
        /** @description A clause that the company adds. */
        OwnClause: {
            heading?: components["schemas"]["Label"] | null;
            /**
             * @description Its number.
             * @example 1.1
             */
            number: string;
            /** @description What it says. */
            text: components["schemas"]["Label"];
        };
        /** @description A page of a list. */
        Page_Absence: {
            /** @description What is on this page. */
            items: {
                /**
                 * Format: date
                 * @description The first day.
                 */
                from: string;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description Who is away. */
                person: components["schemas"]["Named"];
                /** @description Who stands in. */
                substitute: components["schemas"]["Named"];
                /**
                 * Format: date
                 * @description The last day.
                 */
                to: string;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_AccessToken: {
            /** @description What is on this page. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /**
                 * Format: date
                 * @description Its last day.
                 */
                expires_on: string;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /**
                 * Format: date-time
                 * @description Last use, to the minute.
                 */
                last_used_at?: string | null;
                /** @description What it is for. */
                name: string;
                /** @description What it may be used for, at most. */
                scopes: components["schemas"]["Permission"][];
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Campaign: {
            /** @description What is on this page. */
            items: {
                /**
                 * Format: date-time
                 * @description When.
                 */
                closed_at?: string | null;
                closed_by?: components["schemas"]["Named"] | null;
                /** @description What is said about it. */
                conclusion?: string | null;
                /** @description How far the caller's part is. */
                counts: components["schemas"]["CampaignCounts"];
                /**
                 * Format: date
                 * @description Its last day.
                 */
                due_on: string;
                /** @description Which customers, as filters of the list; none: all. */
                filters: string[];
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description What it is for. */
                kind: components["schemas"]["CampaignKind"];
                /** @description Whether the caller may close it. */
                manage: components["schemas"]["Answer"];
                /**
                 * Format: date-time
                 * @description When.
                 */
                opened_at: string;
                opened_by?: components["schemas"]["Named"] | null;
                /** @description The same by department and person. */
                people: components["schemas"]["CampaignPerson"][];
                /**
                 * Format: date
                 * @description The first day of its period, for one that the clock opened.
                 */
                period?: string | null;
                result?: components["schemas"]["CampaignCounts"] | null;
                /** @description What it is called; empty for one that the clock opened. */
                title: string;
                /**
                 * Format: int64
                 * @description Customers in it.
                 */
                total: number;
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_CampaignItem: {
            /** @description What is on this page. */
            items: {
                /** @description The customer. */
                customer: components["schemas"]["CustomerName"];
                /** @description How it was verified, or tried; empty: not yet. */
                how: string;
                /** @description Groups of facts that are verified so far. */
                parts: string[];
                /** @description Who goes through it. */
                person: components["schemas"]["Named"];
                /** @description What became of it. */
                state: components["schemas"]["WalkState"];
                /**
                 * Format: date-time
                 * @description When.
                 */
                walked_at?: string | null;
                /** @description Who went through it. */
                walked_by?: string | null;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_CardRead: {
            /** @description What is on this page. */
            items: {
                /** @description Facts of the contact, in the fields of the catalogue. */
                contact: components["schemas"]["Facts"];
                /** @description Facts of the organisation, for a customer to be registered. */
                customer: components["schemas"]["Facts"];
                /** @description Customers that may be the organisation, of those the caller sees. */
                customers: components["schemas"]["MaybeCustomer"][];
                /** @description Why it could not be read; null when it could. */
                error?: string | null;
                /** @description Texts for which no field had room. */
                left_out: string[];
                /** @description The person. */
                name: string;
                /** @description Where they work; may be empty. */
                organization: string;
                /** @description People on file who may be the same, of those the caller sees. */
                same: components["schemas"]["KnownContact"][];
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_CardRow: {
            /** @description What is on this page. */
            items: {
                /** @description The customer. */
                customer: components["schemas"]["CardCustomer"];
                group?: components["schemas"]["Place"] | null;
                /**
                 * Format: uuid
                 * @description The contact.
                 */
                id: string;
                /** @description Name. */
                name: string;
                /** @description The one to turn to first. */
                primary: boolean;
                /** @description Post, numbers and addresses, and when, where and at what occasion one met. */
                values: components["schemas"]["Facts"];
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_CardTemplateSummary: {
            /** @description What is on this page. */
            items: {
                /** @description False when it was put away. */
                active: boolean;
                /** @description The builtin template that an own one started from. */
                base?: string | null;
                /** @description Shipped with the product. */
                builtin: boolean;
                /**
                 * @description Its code: builtin ones by name, own ones `x_…`.
                 * @example company
                 */
                code: string;
                /**
                 * Format: uuid
                 * @description Whose it is; null: the company's.
                 */
                department_id?: string | null;
                /** @description For which customers. */
                kind: components["schemas"]["FieldKinds"];
                /** @description Its name in both languages. */
                label: components["schemas"]["Label"];
                /** @description Its name in the caller's language. */
                name: string;
                /**
                 * Format: int64
                 * @description Grows with every change of the card at this level or above; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_ChangeList: {
            /** @description What is on this page. */
            items: {
                /** @description Whether the caller accepts it. */
                accept: components["schemas"]["Answer"];
                accepted?: components["schemas"]["Done"] | null;
                /**
                 * Format: int64
                 * @description Which went back to their author.
                 */
                again: number;
                /**
                 * Format: int64
                 * @description To which their author said something.
                 */
                answered: number;
                /**
                 * Format: int64
                 * @description Its changes, of customers that the caller sees.
                 */
                changes: number;
                /** @description Whose. */
                department: components["schemas"]["Named"];
                /**
                 * Format: date-time
                 * @description By when it is to be reviewed.
                 */
                due_at: string;
                /**
                 * Format: date
                 * @description The first day of the week, where the company is.
                 */
                first_day: string;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /**
                 * Format: date
                 * @description Its last day.
                 */
                last_day: string;
                /** @description It was not reviewed when it was due. */
                late: boolean;
                /**
                 * Format: int64
                 * @description Of which nothing was said.
                 */
                open: number;
                /** @description Whether the caller reviews it. */
                review: components["schemas"]["Answer"];
                reviewed?: components["schemas"]["Done"] | null;
                /** @description How far it is. */
                state: components["schemas"]["ChangeListState"];
                /**
                 * Format: int64
                 * @description Counts the steps; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_ClashRow: {
            /** @description What is on this page. */
            items: {
                /** @description Who asks. */
                applicant: components["schemas"]["Named"];
                /** @description Where they work. */
                applicant_department: string;
                /**
                 * Format: date-time
                 * @description When it was asked.
                 */
                created_at: string;
                customer?: components["schemas"]["CustomerName"] | null;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description Organisation or individual, as typed. */
                kind: components["schemas"]["Kind"];
                /** @description The name, as the applicant typed it. */
                name: string;
                outcome?: components["schemas"]["ClashOutcome"] | null;
                owner?: components["schemas"]["Named"] | null;
                /** @description The department that has it. */
                owner_department: string;
                /** @description How the caller stands to it. */
                part: components["schemas"]["ClashPart"];
                /** @description How far it is. */
                state: components["schemas"]["ClashState"];
                /** @description What is asked for. */
                wish: components["schemas"]["ClashWish"];
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_ClassifiedFile: {
            /** @description What is on this page. */
            items: {
                /** @description Its file code; null when only its code name is known. */
                code?: string | null;
                /** @description Its department's name; null when only its code name is known. */
                department?: string | null;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description Its facts are locked for the caller. */
                locked: boolean;
                /** @description Its name, or its code name for those whom nobody let in. */
                name: string;
                /** @description Its owner's name; null when only its code name is known. */
                owner?: string | null;
                /** @description Its level and term. */
                secrecy: components["schemas"]["Secrecy"];
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_CodeEntry: {
            /** @description What is on this page. */
            items: {
                /**
                 * @description The code.
                 * @example 320102
                 */
                code: string;
                /** @description Its name with everything above it. */
                full_name: string;
                /** @description The code was retired; old papers carry it. */
                historical?: boolean;
                /** @description Nothing is below it. */
                leaf: boolean;
                /**
                 * Format: int32
                 * @description 1 is the top.
                 */
                level: number;
                /** @description Its own name. */
                name: string;
                /** @description What is above it. */
                parent_code?: string | null;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Contact: {
            /** @description What is on this page. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was added.
                 */
                created_at: string;
                /**
                 * Format: uuid
                 * @description Of which customer.
                 */
                customer_id: string;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description Name. */
                name: string;
                /** @description The one to turn to first. */
                primary: boolean;
                /**
                 * Format: date-time
                 * @description Latest change.
                 */
                updated_at: string;
                /** @description All other facts, by key of the field catalogue. */
                values: components["schemas"]["Facts"];
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Correction: {
            /** @description What is on this page. */
            items: {
                /** @description What is right; null: nothing. */
                after: components["schemas"]["FactChange"];
                /**
                 * Format: date-time
                 * @description When.
                 */
                applied_at?: string | null;
                applied_by?: components["schemas"]["Named"] | null;
                /** @description Whether the caller may put it right once it is checked. */
                apply: components["schemas"]["Answer"];
                /** @description What was on file when it was reported; null: nothing. */
                before: components["schemas"]["FactChange"];
                /** @description Whether the caller may check or refuse it. */
                check: components["schemas"]["Answer"];
                /**
                 * Format: date-time
                 * @description When.
                 */
                checked_at?: string | null;
                checked_by?: components["schemas"]["Named"] | null;
                contact?: components["schemas"]["Named"] | null;
                /** @description The customer. */
                customer: components["schemas"]["CustomerName"];
                /** @description Key of the field; `name` for the name. */
                field: string;
                /** @description How it was checked, or why it was refused. */
                finding?: string | null;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description Why. */
                reason: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                reported_at: string;
                /** @description Who reported it. */
                reported_by: components["schemas"]["Named"];
                /** @description Where that is known from. */
                source: string;
                /** @description How far it is. */
                state: components["schemas"]["CorrectionState"];
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_CustomerRow: {
            /** @description What is on this page. */
            items: {
                /** @description What the caller may do with it from the list. */
                actions: components["schemas"]["RowActions"];
                /** @description The uniform file code. */
                code: string;
                /**
                 * Format: int64
                 * @description How full the card is, 0 to 100.
                 */
                completeness: number;
                /**
                 * Format: date-time
                 * @description When it was registered.
                 */
                created_at: string;
                /** @description The department it belongs to. */
                department: components["schemas"]["Named"];
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description Organisation or individual. */
                kind: components["schemas"]["Kind"];
                /**
                 * Format: date-time
                 * @description Latest contact with it.
                 */
                last_contact_at?: string | null;
                /** @description Its protected facts are locked for the caller. */
                locked: boolean;
                matched?: components["schemas"]["MatchedText"] | null;
                /** @description Full name. */
                name: string;
                next_duty?: components["schemas"]["NextDuty"] | null;
                /** @description Its owner. */
                owner: components["schemas"]["Named"];
                /** @description How secret it is. */
                secrecy: components["schemas"]["Level"];
                /** @description Code of the card template. */
                template: string;
                /**
                 * Format: int64
                 * @description Open marks of uncertainty.
                 */
                uncertain_count: number;
                /**
                 * Format: date-time
                 * @description Latest change.
                 */
                updated_at: string;
                /** @description The facts asked for in `columns`. */
                values: components["schemas"]["Facts"];
                /**
                 * Format: int64
                 * @description Counts the changes.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Delivery: {
            /** @description What is on this page. */
            items: {
                /**
                 * Format: int64
                 * @description How often it was tried.
                 */
                attempts: number;
                /**
                 * Format: date-time
                 * @description When it changed.
                 */
                changed_at: string;
                /**
                 * Format: date-time
                 * @description Not before.
                 */
                due_at: string;
                /** @description Code of why it did not leave the last time, or need not. */
                failure?: string | null;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description Kind of the notice. */
                kind: string;
                /** @description To whom. */
                person: components["schemas"]["Named"];
                robot?: components["schemas"]["Named"] | null;
                /** @description waiting, leaving, sent, given_up or needless. */
                state: string;
                /**
                 * @description mail or robot.
                 * @example mail
                 */
                way: string;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Department: {
            /** @description What is on this page. */
            items: {
                /** @description Closed departments take nobody and keep their customers. */
                active: boolean;
                /** @description It keeps the company's customer data; at most one department does. */
                custodian: boolean;
                deputy?: components["schemas"]["Named"] | null;
                head?: components["schemas"]["Named"] | null;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description What it does. */
                kind: components["schemas"]["DepartmentKind"];
                /** @description What it is called. */
                name: string;
                /**
                 * Format: uuid
                 * @description The one above.
                 */
                parent_id?: string | null;
                /**
                 * Format: int64
                 * @description Order among its siblings, smallest first.
                 */
                position: number;
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Device: {
            /** @description What is on this page. */
            items: {
                /** @description Network address of the last sign-in. */
                address: string;
                /** @description What the browser said of itself at the last sign-in. */
                agent: string;
                /** @description It is the one in use. */
                current: boolean;
                /**
                 * Format: date-time
                 * @description First sign-in.
                 */
                first_seen_at: string;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /**
                 * Format: date-time
                 * @description Last sign-in.
                 */
                last_seen_at: string;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_EvidenceItem: {
            /** @description What is on this page. */
            items: {
                /**
                 * @description What was done or tried.
                 * @example customer.open
                 */
                action?: string | null;
                /** @description The network address from which it came. */
                address?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                at?: string | null;
                /** @description Keys of the fields that changed. */
                changes: string[];
                /** @description `web`, `api`, `cli` or `job`. */
                channel?: string | null;
                /** @description The clause that decided. */
                clause?: string | null;
                customer?: components["schemas"]["EvidenceCustomer"] | null;
                /** @description Further ids, words and counts. */
                details: {
                    [key: string]: unknown;
                };
                /** @description Code of what is wrong with the entry: then the log was tampered with. */
                fault?: string | null;
                /** @description The fault in words. */
                fault_text?: string | null;
                /**
                 * Format: int64
                 * @description Its place in the log, from 0.
                 */
                index: number;
                /** @description What the ids in the details are called now. */
                names: {
                    [key: string]: string;
                };
                /** @description `done` or `refused`. */
                outcome?: string | null;
                person?: components["schemas"]["Named"] | null;
                /** @description Why, as a word. */
                reason?: string | null;
                subject?: components["schemas"]["EvidenceSubject"] | null;
                /** @description What ran, when it was the system itself. */
                system?: string | null;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Export: {
            /** @description What is on this page. */
            items: {
                /** @description What the caller may do: decide, fetch. */
                actions: {
                    [key: string]: components["schemas"]["Answer"];
                };
                /**
                 * @description Whether the customers kept here as those that left are those of which the log has the hash;
                 *     null while it has not ended, and in lists.
                 */
                agrees_with_log?: boolean | null;
                /**
                 * Format: int64
                 * @description Customers counted when it was asked for.
                 */
                asked_rows: number;
                /** @description Keys of the columns, in order. */
                columns: string[];
                /**
                 * Format: uuid
                 * @description The one contact it is about.
                 */
                contact_id?: string | null;
                /** @description A text table begins with a cover. */
                cover: boolean;
                /**
                 * Format: date-time
                 * @description When it was asked for.
                 */
                created_at: string;
                /**
                 * Format: uuid
                 * @description The one customer it is about.
                 */
                customer_id?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                decided_at?: string | null;
                decided_by?: components["schemas"]["Named"] | null;
                /** @description Why it was refused. */
                decision_reason?: string | null;
                department?: components["schemas"]["Named"] | null;
                /**
                 * Format: date-time
                 * @description When it was over.
                 */
                ended_at?: string | null;
                /** @description Filters, as `field:op:value`; all hold. */
                filters: string[];
                /** @description In which form. */
                format: components["schemas"]["ExportFormatCode"];
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /**
                 * Format: int64
                 * @description Customers that have left.
                 */
                left_rows: number;
                /** @description Who asked for it. */
                person: components["schemas"]["Named"];
                /** @description What for; empty where the company does not ask. */
                purpose: string;
                /**
                 * @description Its number in the register.
                 * @example DC20261122-001
                 */
                register: string;
                /** @description Order. */
                sort: string;
                /**
                 * Format: date-time
                 * @description When the fetching began.
                 */
                started_at?: string | null;
                /** @description How far it has come. */
                state: components["schemas"]["ExportStateCode"];
                /**
                 * Format: date-time
                 * @description Until when it can be fetched.
                 */
                until?: string | null;
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Grant: {
            /** @description What is on this page. */
            items: {
                /** @description For what. */
                action: components["schemas"]["RequestKind"];
                customer?: components["schemas"]["CustomerName"] | null;
                /** @description Why. */
                end_reason?: string | null;
                /**
                 * Format: date-time
                 * @description When it was taken away.
                 */
                ended_at?: string | null;
                ended_by?: components["schemas"]["Named"] | null;
                /** @description Keys of the facts that it covers; empty: all. */
                fields: string[];
                /**
                 * Format: date-time
                 * @description From when.
                 */
                from: string;
                /** @description Whether it holds now. */
                holds: boolean;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description To whom. */
                person: components["schemas"]["Named"];
                /**
                 * Format: uuid
                 * @description By which request.
                 */
                request_id: string;
                /**
                 * Format: date-time
                 * @description Until when.
                 */
                until: string;
                /**
                 * Format: int64
                 * @description How often it was used.
                 */
                uses: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Greeting: {
            /** @description What is on this page. */
            items: {
                contact?: components["schemas"]["Named"] | null;
                /** @description To which customer. */
                customer: components["schemas"]["CustomerName"];
                /**
                 * Format: date
                 * @description On which day.
                 */
                day: string;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /**
                 * Format: uuid
                 * @description What was put on file when it was sent.
                 */
                interaction_id?: string | null;
                /** @description The number by which they are reached. */
                mobile?: string | null;
                /**
                 * @description birthday, new_year, spring_festival, labour_day, dragon_boat, mid_autumn or national_day.
                 * @example birthday
                 */
                occasion: string;
                /** @description Why it was not sent. */
                reason?: string | null;
                /**
                 * @description open, done, skipped or ended.
                 * @example open
                 */
                state: string;
                /** @description What it says, at most 500 characters. */
                text: string;
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_HoneyCustomer: {
            /** @description What is on this page. */
            items: {
                /** @description Its file code. */
                code: string;
                /** @description Where it seems to belong. */
                department: components["schemas"]["Named"];
                /**
                 * Format: date-time
                 * @description When it was taken away; null: it lies open.
                 */
                ended_at?: string | null;
                /**
                 * Format: uuid
                 * @description Under which id those who stage know it; it is opened under another.
                 */
                id: string;
                /** @description Its name. */
                name: string;
                /**
                 * Format: int64
                 * @description How often it was opened.
                 */
                openings: number;
                /** @description Whose it seems to be. */
                owner: components["schemas"]["Named"];
                /**
                 * Format: date-time
                 * @description When.
                 */
                staged_at: string;
                /** @description Who staged it. */
                staged_by: components["schemas"]["Named"];
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Import: {
            /** @description What is on this page. */
            items: {
                applied?: components["schemas"]["ImportApplied"] | null;
                approval?: components["schemas"]["ImportApproval"] | null;
                /** @description Columns of the chosen sheet. */
                columns: components["schemas"]["ImportColumn"][];
                contacts?: components["schemas"]["ImportContacts"] | null;
                /** @description Rows by verdict. */
                counts: components["schemas"]["ImportCounts"];
                /**
                 * Format: date-time
                 * @description When the file was taken in.
                 */
                created_at: string;
                /** @description Why it failed. */
                failure?: string | null;
                /** @description The file. */
                file: components["schemas"]["ImportFile"];
                /**
                 * Format: int32
                 * @description Header row of the chosen sheet, null when none was found.
                 */
                header_row?: number | null;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                key?: components["schemas"]["ImportKey"] | null;
                /** @description The keys that columns of the sheet have, the surest first. */
                keys: components["schemas"]["ImportKey"][];
                /** @description What is done with customers on file. */
                mode: components["schemas"]["ImportMode"];
                /** @description An empty cell empties the field; otherwise it changes nothing. */
                overwrite_empty: boolean;
                /**
                 * Format: uuid
                 * @description Who will own the customers.
                 */
                owner_id: string;
                /** @description The chosen one. */
                sheet: number;
                /** @description Its sheets. */
                sheets: components["schemas"]["ImportSheet"][];
                /** @description reading, ready, awaiting_approval, writing, done, failed, cancelled, undoing or undone. */
                status: string;
                /** @description Code of the card template. */
                template: string;
                /**
                 * Format: date-time
                 * @description Until when it can be undone; null when there is nothing to undo, or not yet.
                 */
                undo_until?: string | null;
                /**
                 * Format: date-time
                 * @description Latest change.
                 */
                updated_at: string;
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_ImportRow: {
            /** @description What is on this page. */
            items: {
                /**
                 * @description What is done with it, or was: create, update, or none when it says what is on file; null
                 *     where it cannot be written.
                 */
                action?: string | null;
                /** @description Its cells by column. */
                cells: {
                    [key: string]: string;
                };
                /**
                 * @description What is different about that customer, before and after; no longer told once it was taken
                 *     back.
                 */
                changes: components["schemas"]["TimelineChange"][];
                /** @description What somebody wants of a row with twins; undecided, it is written. */
                choice: components["schemas"]["ImportChoice"];
                /**
                 * Format: uuid
                 * @description The customer that is to be changed, where that is the choice.
                 */
                choice_customer_id?: string | null;
                /** @description What is different about that customer's contacts; told as long. */
                contacts: components["schemas"]["ImportContactChange"][];
                /**
                 * Format: uuid
                 * @description What was made of it; null when that was removed again.
                 */
                customer_id?: string | null;
                /** @description Cells that must be mended; of a row that was kept, why. */
                errors: components["schemas"]["ImportCellError"][];
                /**
                 * Format: int64
                 * @description Its number in the sheet, from 1.
                 */
                row: number;
                target?: components["schemas"]["ImportTarget"] | null;
                /** @description What it may be the same as. */
                twins: components["schemas"]["ImportTwin"][];
                /** @description It can be written, or was. */
                valid: boolean;
                /** @description head, skipped, valid, invalid, written, unchanged, refused, undone or kept. */
                verdict: string;
                /** @description Cells that were not understood but stop nobody; their text goes to the remark. */
                warnings: components["schemas"]["ImportCellError"][];
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_ImportTemplate: {
            /** @description What is on this page. */
            items: {
                /** @description Where the columns go, by their headers; null is "not imported". */
                columns: {
                    [key: string]: string | null;
                };
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                key?: components["schemas"]["ImportKey"] | null;
                /** @description What is done with customers on file. */
                mode: components["schemas"]["ImportMode"];
                /** @description Its name. */
                name: string;
                /** @description An empty cell empties the field; otherwise it changes nothing. */
                overwrite_empty: boolean;
                /** @description Who made it, and alone may change it. */
                person: components["schemas"]["Named"];
                /** @description The colleagues of its maker's department may use it. */
                shared: boolean;
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Incident: {
            /** @description What is on this page. */
            items: {
                closing?: components["schemas"]["IncidentClosing"] | null;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description What is reported. */
                kind: components["schemas"]["IncidentKind"];
                /**
                 * Format: date-time
                 * @description When.
                 */
                reported_at: string;
                reported_by?: components["schemas"]["Named"] | null;
                /** @description What happened. */
                text: string;
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_IncidentFigure: {
            /** @description What is on this page. */
            items: {
                /**
                 * Format: int64
                 * @description How many.
                 */
                count: number;
                grade?: components["schemas"]["IncidentGrade"] | null;
                /**
                 * Format: int64
                 * @description Hours from report to closing, on average, rounded; null: open.
                 */
                hours?: number | null;
                /** @description What was reported. */
                kind: components["schemas"]["IncidentKind"];
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_IssuedCopy: {
            /** @description What is on this page. */
            items: {
                /** @description Keys of the facts that left. */
                fields: string[];
                ground?: components["schemas"]["DisclosureGround"] | null;
                /** @description SHA-256 of what left, in hexadecimal digits. */
                hash: string;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description Copy or disclosure. */
                kind: components["schemas"]["RequestKind"];
                /**
                 * Format: date-time
                 * @description When.
                 */
                made_at: string;
                /** @description Who took it out. */
                made_by: components["schemas"]["Named"];
                /** @description What for. */
                purpose: string;
                /** @description To whom. */
                recipient: string;
                /**
                 * @description Its number in the register.
                 * @example FZ000001
                 */
                register: string;
                /**
                 * Format: uuid
                 * @description By which request.
                 */
                request_id: string;
                /**
                 * Format: date-time
                 * @description Until when it may be kept.
                 */
                until: string;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Keeper: {
            /** @description What is on this page. */
            items: {
                /**
                 * Format: uuid
                 * @description Whose file; null: every customer's up to the level.
                 */
                customer_id?: string | null;
                /** @description Who said so. */
                given_by: components["schemas"]["Named"];
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description Up to which level. */
                level: components["schemas"]["Level"];
                /** @description Who. */
                person: components["schemas"]["Named"];
                /**
                 * Format: date-time
                 * @description Since when.
                 */
                since: string;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_LeakTrace: {
            /** @description What is on this page. */
            items: {
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                /** @description Who compared. */
                by: components["schemas"]["Named"];
                /**
                 * Format: int64
                 * @description Exports and copies that it was compared with.
                 */
                compared: number;
                /** @description The sheet was longer than what is compared. */
                cut: boolean;
                /** @description SHA-256 of the sheet, which is not kept. */
                digest: string;
                /**
                 * Format: int32
                 * @description How likely somebody or something else is the source, in thousandths; never 0.
                 */
                else_likelihood: number;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /**
                 * Format: int32
                 * @description Of them those that left with anything.
                 */
                known: number;
                /**
                 * Format: int64
                 * @description Exports and copies with which it could not be compared.
                 */
                not_compared: number;
                /**
                 * Format: int32
                 * @description Rows of the sheet, without its head.
                 */
                rows: number;
                /** @description What may be a source, the likeliest first; twenty at most. */
                sources: components["schemas"]["LeakSource"][];
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_ListedChange: {
            /** @description What is on this page. */
            items: {
                /** @description What its author says to that. */
                answer?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                /** @description What changed. */
                changes: components["schemas"]["TimelineChange"][];
                /** @description The name of the contact that it concerns. */
                contact?: string | null;
                /** @description Of which customer. */
                customer: components["schemas"]["CustomerName"];
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                judged_by?: components["schemas"]["Named"] | null;
                /**
                 * @description `created`, `import`, `change`, `contact`, `owner`, `merge` or `unmerge`.
                 * @example change
                 */
                kind: string;
                /**
                 * Format: uuid
                 * @description On which list.
                 */
                list_id: string;
                /** @description What its author is to look at again. */
                note?: string | null;
                /** @description Who. */
                person: components["schemas"]["Named"];
                /** @description Why, in somebody's words. */
                reason?: string | null;
                /** @description What is said of it. */
                verdict: components["schemas"]["ChangeVerdict"];
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Loan: {
            /** @description What is on this page. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was approved.
                 */
                approved_at: string;
                /** @description To whom. */
                borrower: components["schemas"]["Named"];
                /**
                 * Format: date-time
                 * @description When the borrower confirmed that.
                 */
                closed_at?: string | null;
                /** @description Confirm that it is as described. */
                confirm: components["schemas"]["Answer"];
                /**
                 * Format: date-time
                 * @description When the borrower confirmed that.
                 */
                confirmed_at?: string | null;
                customer?: components["schemas"]["Named"] | null;
                damage?: components["schemas"]["LoanReport"] | null;
                /**
                 * Format: date-time
                 * @description When it is due back.
                 */
                due_at?: string | null;
                /**
                 * Format: date-time
                 * @description When more time was given.
                 */
                extended_at?: string | null;
                handed_out?: components["schemas"]["LoanHanding"] | null;
                /** @description Hand it out, take it back, give more time. */
                handle: components["schemas"]["Answer"];
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description The item's id and title. */
                item: components["schemas"]["Named"];
                /** @description Whether it is out beyond its time. */
                late: boolean;
                loss?: components["schemas"]["LoanReport"] | null;
                /** @description The number on its label. */
                number: string;
                /**
                 * Format: int64
                 * @description How many pages it has by the register.
                 */
                pages: number;
                /** @description What for. */
                purpose: string;
                /** @description Report damage or loss. */
                report: components["schemas"]["Answer"];
                /**
                 * Format: uuid
                 * @description By which request.
                 */
                request_id: string;
                returned?: components["schemas"]["LoanHanding"] | null;
                /** @description How far it is. */
                state: components["schemas"]["LoanState"];
                /**
                 * Format: date-time
                 * @description Until when it was asked for.
                 */
                until: string;
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_LoanItem: {
            /** @description What is on this page. */
            items: {
                /** @description Change it. */
                change: components["schemas"]["Answer"];
                /**
                 * Format: int64
                 * @description How many copies there are.
                 */
                copies: number;
                /** @description Of which customer. */
                customer: components["schemas"]["Named"];
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                loan?: components["schemas"]["Loan"] | null;
                /** @description Anything else. */
                note?: string | null;
                /**
                 * @description The number on its label.
                 * @example YJ000001
                 */
                number: string;
                /**
                 * Format: int64
                 * @description How many pages it has.
                 */
                pages: number;
                /** @description Where it lies. */
                place: string;
                /** @description What it is. */
                title: string;
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_MaintenanceLine: {
            /** @description What is on this page. */
            items: {
                /**
                 * Format: date-time
                 * @description By when it was to be applied.
                 */
                apply_by?: string | null;
                /** @description Of which customer. */
                customer: components["schemas"]["CustomerName"];
                /** @description Of which department. */
                department: components["schemas"]["Named"];
                /** @description It was not applied by then. */
                late: boolean;
                /**
                 * @description Of which month.
                 * @example 2026-11
                 */
                month: string;
                /** @description The change: who proposed it, who decided, what became of it. */
                proposal: components["schemas"]["MonthProposal"];
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_MergeListed: {
            /** @description What is on this page. */
            items: (components["schemas"]["Merge"] & {
                /**
                 * @description File code of the customer that went into this one.
                 * @example KH0000002
                 */
                other_code: string;
                /** @description Its name. */
                other_name: string;
            })[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_MonthCheck: {
            /** @description What is on this page. */
            items: {
                /**
                 * Format: int64
                 * @description Of these: on file.
                 */
                applied: number;
                /**
                 * Format: date-time
                 * @description When it was.
                 */
                applied_at?: string | null;
                /**
                 * Format: date-time
                 * @description By when what was approved is to be applied.
                 */
                apply_by?: string | null;
                /** @description Whether the caller decides on it. */
                approve: components["schemas"]["Answer"];
                approved?: components["schemas"]["Done"] | null;
                /**
                 * Format: int64
                 * @description Customers.
                 */
                customers: number;
                /** @description Of which department. */
                department: components["schemas"]["Named"];
                /**
                 * Format: date-time
                 * @description By when it is to be submitted.
                 */
                due_at: string;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description It was not submitted when it was due. */
                late: boolean;
                /**
                 * Format: int64
                 * @description With a group that needs a change.
                 */
                marked: number;
                /**
                 * @description Of which month.
                 * @example 2026-11
                 */
                month: string;
                /** @description Whose customers. */
                person: components["schemas"]["Named"];
                /** @description They have left. */
                person_left: boolean;
                /**
                 * Format: int64
                 * @description Changes that were proposed.
                 */
                proposals: number;
                /**
                 * Format: int64
                 * @description Of these: refused.
                 */
                refused: number;
                /** @description How far it is. */
                state: components["schemas"]["MonthCheckState"];
                submitted?: components["schemas"]["Done"] | null;
                /**
                 * Format: int64
                 * @description Of these: overtaken by another change, or failed.
                 */
                unapplied: number;
                /**
                 * Format: int64
                 * @description With a group that needs a change, and no change proposed.
                 */
                unproposed: number;
                /**
                 * Format: int64
                 * @description Counts the steps; send it back in If-Match.
                 */
                version: number;
                /** @description Whether the caller walks it. */
                walk: components["schemas"]["Answer"];
                /**
                 * Format: int64
                 * @description Of which something was said.
                 */
                walked: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_NotedCustomer: {
            /** @description What is on this page. */
            items: {
                /** @description Which. */
                customer: components["schemas"]["CustomerName"];
                note?: components["schemas"]["MonthNote"] | null;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Notice: {
            /** @description What is on this page. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was told.
                 */
                at: string;
                customer?: components["schemas"]["CustomerName"] | null;
                /**
                 * @description What the kind belongs to: obligation, urgent_news, customer, clash, export, import, data,
                 *     policy or system.
                 * @example clash
                 */
                group: string;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /**
                 * @description Its kind.
                 * @example clash.asked
                 */
                kind: string;
                /**
                 * @description Path of the page that it is about.
                 * @example /clashes/01935c8e-0000-7000-8000-000000000000
                 */
                link: string;
                /**
                 * Format: date-time
                 * @description When the caller read it.
                 */
                read_at?: string | null;
                /** @description Its words, in the caller's language. */
                title: string;
                /** @description It breaks through quiet hours. */
                urgent: boolean;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Obligation: {
            /** @description What is on this page. */
            items: {
                /** @description What it is about. */
                about: components["schemas"]["ObligationSubject"];
                /** @description Who has it to do. */
                assignee: components["schemas"]["ObligationAssignee"];
                /**
                 * Format: date-time
                 * @description When it was found to be late.
                 */
                breached_at?: string | null;
                /** @description False where the holidays of some of its days are not known yet. */
                certain: boolean;
                /**
                 * @description The clause, as everybody quotes it.
                 * @example H2.2.11
                 */
                clause: string;
                /**
                 * Format: date-time
                 * @description When it was done, or let go.
                 */
                closed_at?: string | null;
                customer?: components["schemas"]["CustomerName"] | null;
                department?: components["schemas"]["Named"] | null;
                /**
                 * Format: date-time
                 * @description The last instant at which it is done in time.
                 */
                due_at: string;
                /**
                 * @description Key of the duty in the regulation.
                 * @example new_customer
                 */
                duty: string;
                /** @description Somebody asked for more time, and nobody has decided. */
                extension_asked: boolean;
                /**
                 * Format: date-time
                 * @description As it was before any extension.
                 */
                first_due_at: string;
                /**
                 * Format: date-time
                 * @description From when its time runs.
                 */
                from_at: string;
                /** @description Actions of the log that fulfil it. */
                fulfilled_by: string[];
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description The caller has it to do, or stands in for who has. */
                mine: boolean;
                /** @description What a breach costs. */
                penalty?: string | null;
                period?: components["schemas"]["ObligationPeriod"] | null;
                /** @description Version of the regulation under which it was opened. */
                policy: string;
                /** @description How keeping it is rewarded. */
                reward?: string | null;
                /** @description How it stands. */
                state: components["schemas"]["ObligationStateWord"];
                /** @description What is to be done, in the caller's language. */
                title: string;
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
                /**
                 * Format: int32
                 * @description Working days from today to the day on which it is due; 0 for today and before.
                 */
                working_days_left: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Person: {
            /** @description What is on this page. */
            items: {
                /** @description Whoever left stays on file, inactive. */
                active: boolean;
                department?: components["schemas"]["Named"] | null;
                /** @description E-mail at work. */
                email?: string | null;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /**
                 * Format: date-time
                 * @description Last request, to the minute; only for who manages people.
                 */
                last_seen_at?: string | null;
                /**
                 * Format: date-time
                 * @description Until when the next try to sign in must wait somewhere; only for who manages people.
                 */
                locked_until?: string | null;
                /** @description What they sign in with. */
                login: string;
                /** @description They have a one-time password; null for who does not manage people. */
                must_change_password?: boolean | null;
                /** @description What they are called. */
                name: string;
                /** @description Telephone at work. */
                phone?: string | null;
                post?: components["schemas"]["Named"] | null;
                /** @description Their roles. */
                roles: components["schemas"]["RoleRef"][];
                /** @description A second factor is asked for at sign-in; null for who does not manage people. */
                totp_enabled?: boolean | null;
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_PolicyVersionRow: {
            /** @description What is on this page. */
            items: {
                /** @description What the caller may do: edit, withdraw, decide. */
                actions: {
                    [key: string]: components["schemas"]["Answer"];
                };
                /**
                 * Format: date
                 * @description From which day it holds, or is to hold.
                 */
                active_from?: string | null;
                /** @description Who approved it so far. */
                approvals: components["schemas"]["PolicyApproved"][];
                /**
                 * Format: date-time
                 * @description When its text was last changed.
                 */
                changed_at: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                created_at: string;
                created_by?: components["schemas"]["Named"] | null;
                /**
                 * Format: date-time
                 * @description When it was approved or refused.
                 */
                decided_at?: string | null;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description What the proposer says to it. */
                note?: string | null;
                /**
                 * Format: int64
                 * @description Its number; null until it is approved.
                 */
                number?: number | null;
                /** @description A later version was approved since it was drafted: it must catch up first. */
                overtaken: boolean;
                /**
                 * Format: date-time
                 * @description When.
                 */
                proposed_at?: string | null;
                proposed_by?: components["schemas"]["Named"] | null;
                /** @description Why. */
                refusal?: string | null;
                refused_by?: components["schemas"]["Named"] | null;
                /** @description `draft`, `proposed`, `refused`, `waiting`, `in_force` or `past`. */
                standing: string;
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
                /** @description Who has to approve next. */
                wanted: components["schemas"]["PolicyWanted"][];
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Post: {
            /** @description What is on this page. */
            items: {
                /** @description Whether it can be given to people. */
                active: boolean;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description What it is called. */
                name: string;
                /** @description What somebody must be able to prove to hold it. */
                qualification?: string | null;
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_RecentSearch: {
            /** @description What is on this page. */
            items: {
                /**
                 * Format: date-time
                 * @description When, for the last time.
                 */
                at: string;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /**
                 * @description What they typed.
                 * @example 行业:物流 负责人:我
                 */
                q: string;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Request: {
            /** @description What is on this page. */
            items: {
                /** @description Who asks. */
                applicant: components["schemas"]["Named"];
                /**
                 * Format: date-time
                 * @description When it was handed in first.
                 */
                asked_at: string;
                /** @description The clause on which the chain rests. */
                clause?: string | null;
                /**
                 * Format: date-time
                 * @description When it was granted, or over.
                 */
                closed_at?: string | null;
                customer?: components["schemas"]["CustomerName"] | null;
                /** @description Whether the caller may decide now. */
                decide: components["schemas"]["Answer"];
                /** @description What was decided so far, the earliest first. */
                decisions: components["schemas"]["RequestDecision"][];
                department?: components["schemas"]["Named"] | null;
                /**
                 * Format: date-time
                 * @description By when that step is due.
                 */
                due_at?: string | null;
                /** @description Keys of the facts that are meant; empty: all. */
                fields: string[];
                grant?: components["schemas"]["Grant"] | null;
                ground?: components["schemas"]["DisclosureGround"] | null;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /**
                 * Format: uuid
                 * @description The original file that is to be lent.
                 */
                item_id?: string | null;
                /** @description What is asked for. */
                kind: components["schemas"]["RequestKind"];
                level?: components["schemas"]["SecrecyLevel"] | null;
                /** @description Whether the caller may hand it in anew or take it back. */
                mend: components["schemas"]["Answer"];
                outsider?: components["schemas"]["RequestOutsider"] | null;
                person?: components["schemas"]["Named"] | null;
                /** @description Version of the regulation under which it was asked. */
                policy: string;
                /** @description What for. */
                purpose: string;
                /** @description Why. */
                reason: string;
                /** @description To whom a copy or a disclosure goes. */
                recipient?: string | null;
                /**
                 * @description Its number in the register.
                 * @example SQ000001
                 */
                register: string;
                /**
                 * Format: int64
                 * @description How often it was handed in.
                 */
                round: number;
                /** @description How far it is. */
                state: components["schemas"]["RequestState"];
                /**
                 * Format: int64
                 * @description The step that is to be decided, from 0.
                 */
                step?: number | null;
                /** @description Who decides, in order. */
                steps: components["schemas"]["RequestStep"][];
                /**
                 * Format: date-time
                 * @description Until when.
                 */
                until?: string | null;
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
                /** @description Who is to decide now. */
                waits_for: components["schemas"]["RequestSeat"][];
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Robot: {
            /** @description What is on this page. */
            items: {
                /** @description It is spoken to. */
                active: boolean;
                /**
                 * Format: date-time
                 * @description When it was set up.
                 */
                created_at: string;
                department?: components["schemas"]["Named"] | null;
                /**
                 * @description wecom, dingtalk, feishu or generic.
                 * @example wecom
                 */
                format: string;
                /** @description The host of its address. */
                host: string;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description What it is called. */
                name: string;
                /** @description It signs what it says. */
                secret_set: boolean;
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Role: {
            /** @description What is on this page. */
            items: {
                /** @description Every company has it; it cannot be changed. */
                builtin: boolean;
                /**
                 * @description Stable code.
                 * @example salesperson
                 */
                code: string;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description What it is called. */
                name: string;
                /** @description What it allows. */
                permissions: components["schemas"]["Permission"][];
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_SavedView: {
            /** @description What is on this page. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description What it shows. */
                definition: components["schemas"]["ViewDefinition"];
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description Of which list. */
                list: string;
                /** @description Its name. */
                name: string;
                /** @description Who made it, and alone may change it. */
                person: components["schemas"]["Named"];
                /** @description Everybody may use it. */
                shared: boolean;
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Session: {
            /** @description What is on this page. */
            items: {
                /** @description Network address from which it began. */
                address: string;
                /** @description What the browser says of itself. */
                agent: string;
                /**
                 * Format: date-time
                 * @description When it began.
                 */
                created_at: string;
                /** @description It is the one in use. */
                current: boolean;
                /**
                 * Format: uuid
                 * @description The device, an id of `GET /devices`; null: it is not remembered any more.
                 */
                device_id?: string | null;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /**
                 * Format: date-time
                 * @description Last request, to the minute.
                 */
                last_seen_at: string;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_Share: {
            /** @description What is on this page. */
            items: {
                /** @description What the caller may do: end. */
                actions: {
                    [key: string]: components["schemas"]["Answer"];
                };
                /**
                 * Format: date-time
                 * @description Since when.
                 */
                created_at: string;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description With whom. */
                person: components["schemas"]["Named"];
                /** @description What for. */
                reason: string;
                /** @description By whom. */
                shared_by: components["schemas"]["Named"];
                /**
                 * Format: date-time
                 * @description Until when.
                 */
                until: string;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_TimelineItem: {
            /** @description What is on this page. */
            items: {
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                /** @description What changed. */
                changes: components["schemas"]["TimelineChange"][];
                contact?: components["schemas"]["Named"] | null;
                /** @description Which. */
                id: string;
                interaction?: components["schemas"]["Interaction"] | null;
                /**
                 * @description `created`, `import`, `change`, `owner`, `share`, `contact`, `uncertain`, `verification`,
                 *     `correction`, `campaign` or `interaction`.
                 * @example change
                 */
                kind: string;
                /** @description Who. */
                person: components["schemas"]["Named"];
                /** @description Why, or how, in somebody's words. */
                reason?: string | null;
                /**
                 * Format: int64
                 * @description The row of an imported file that the customer was made of.
                 */
                row?: number | null;
                /** @description The name of its sheet, where the file had several. */
                sheet?: string | null;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_ToAttest: {
            /** @description What is on this page. */
            items: {
                last?: components["schemas"]["Attestation"] | null;
                /** @description The obligation, with its clause. */
                obligation: components["schemas"]["Obligation"];
                text?: components["schemas"]["Label"] | null;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_UrgentNews: {
            /** @description What is on this page. */
            items: {
                /** @description It is for the head alone. */
                confidential: boolean;
                customer?: components["schemas"]["CustomerName"] | null;
                department?: components["schemas"]["Named"] | null;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /** @description What it is about. */
                kind: components["schemas"]["NewsKind"];
                /** @description Whom it was sent to. */
                recipients: components["schemas"]["NewsRecipient"][];
                /**
                 * Format: date-time
                 * @description When.
                 */
                reported_at: string;
                /** @description Who reported it. */
                reported_by: components["schemas"]["Named"];
                /** @description What happened. */
                text: string;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_WalkedCustomer: {
            /** @description What is on this page. */
            items: {
                /** @description Which. */
                customer: components["schemas"]["CustomerName"];
                /** @description At most nine, in the order of the card. */
                groups: components["schemas"]["WalkedGroup"][];
                /** @description Organisation or individual. */
                kind: components["schemas"]["Kind"];
                /** @description What service and finance added. */
                notes: components["schemas"]["MonthNote"][];
                /** @description Changes that are proposed. */
                proposals: components["schemas"]["MonthProposal"][];
                state?: components["schemas"]["WalkedState"] | null;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_WatchFinding: {
            /** @description What is on this page. */
            items: {
                /** @description The clause that it serves; empty where the regulation has none. */
                clause: string;
                conclusion?: components["schemas"]["WatchConclusion"] | null;
                /**
                 * Format: date
                 * @description The day, where the company is.
                 */
                day: string;
                /**
                 * Format: int64
                 * @description Files that count.
                 */
                files: number;
                /**
                 * Format: date-time
                 * @description When it was found.
                 */
                found_at: string;
                /**
                 * Format: date-time
                 * @description The first opening that counts.
                 */
                from: string;
                /** @description The honey customer that was opened. */
                honey?: string | null;
                /**
                 * Format: uuid
                 * @description Which.
                 */
                id: string;
                /**
                 * Format: uuid
                 * @description The incident that it became.
                 */
                incident_id?: string | null;
                /**
                 * Format: int64
                 * @description From how many on it is unusual.
                 */
                least: number;
                /**
                 * Format: int64
                 * @description Of all files of the same time.
                 */
                of_files: number;
                /** @description Whose reading. */
                person: components["schemas"]["Named"];
                /** @description The version of the regulation. */
                policy: string;
                /** @description What is unusual. */
                signal: components["schemas"]["WatchSignal"];
                /** @description What became of it. */
                state: components["schemas"]["WatchState"];
                /**
                 * Format: date-time
                 * @description The last.
                 */
                until: string;
                /**
                 * Format: int64
                 * @description Counts the changes; send it back in If-Match.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description The current and a new password. */
        PasswordChange: {
            /**
             * Format: password
             * @description The current one.
             */
            current: string;
            /**
             * Format: password
             * @description The new one, 10 to 128 characters.
             */
            new: string;
        };
        /** @enum {string} */
        PaymentState: "paid" | "partly" | "overdue" | "nothing_due";
        /** @enum {string} */
        Permission: "company.manage" | "department.manage" | "person.manage" | "role.manage" | "template.manage" | "template.department" | "customer.view" | "customer.create" | "customer.edit" | "customer.assign" | "customer.share" | "customer.bulk" | "customer.merge" | "customer.export" | "customer.verify" | "customer.view_all" | "secrecy.propose" | "clearance.manage" | "clash.rule" | "interaction.create" | "payment.record" | "import.run" | "incident.manage" | "policy.manage" | "evidence.read" | "evidence.verify" | "watch.read" | "watch.stage";
        /** @description A person of the company. */
        Person: {
            /** @description Whoever left stays on file, inactive. */
            active: boolean;
            department?: components["schemas"]["Named"] | null;
            /** @description E-mail at work. */
            email?: string | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * Format: date-time
             * @description Last request, to the minute; only for who manages people.
             */
            last_seen_at?: string | null;
            /**
             * Format: date-time
             * @description Until when the next try to sign in must wait somewhere; only for who manages people.
             */
            locked_until?: string | null;
            /** @description What they sign in with. */
            login: string;
            /** @description They have a one-time password; null for who does not manage people. */
            must_change_password?: boolean | null;
            /** @description What they are called. */
            name: string;
            /** @description Telephone at work. */
            phone?: string | null;
            post?: components["schemas"]["Named"] | null;
            /** @description Their roles. */
            roles: components["schemas"]["RoleRef"][];
            /** @description A second factor is asked for at sign-in; null for who does not manage people. */
            totp_enabled?: boolean | null;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description Somebody under the caller, with what their customers come to. */
        PersonFigures: {
            /** @description There are more; the other figures are of those counted. */
            capped: boolean;
            /**
             * Format: int64
             * @description Their customers that the caller sees, at most 2,000.
             */
            customers: number;
            /** @description Where they work. */
            department: components["schemas"]["Named"];
            /**
             * Format: int64
             * @description Never contacted.
             */
            never_contacted: number;
            /** @description Who. */
            person: components["schemas"]["Named"];
            /**
             * Format: int64
             * @description Not contacted for 90 days.
             */
            silent_90_days: number;
        };
        /** @description Somebody as they are to be taken on file. */
        PersonInput: {
            /**
             * Format: uuid
             * @description Where they work.
             */
            department_id?: string | null;
            /** @description E-mail at work. */
            email?: string | null;
            /**
             * @description What they will sign in with: 2 to 64 letters, digits and `. _ - @`.
             * @example wang.min
             */
            login: string;
            /** @description What they are called. */
            name: string;
            /** @description Telephone at work. */
            phone?: string | null;
            /**
             * Format: uuid
             * @description The post they hold.
             */
            post_id?: string | null;
            /** @description Their roles. */
            role_ids: string[];
        };
        /** @description A change of a person; what is absent stays, null clears. */
        PersonUpdate: {
            /**
             * Format: uuid
             * @description Where they work.
             */
            department_id?: string | null;
            /** @description E-mail at work. */
            email?: string | null;
            /** @description What they sign in with. */
            login?: string;
            /** @description What they are called. */
            name?: string;
            /** @description Telephone at work. */
            phone?: string | null;
            /**
             * Format: uuid
             * @description The post they hold.
             */
            post_id?: string | null;
            /** @description Their roles, all of them. */
            role_ids?: string[];
        };
        /** @description A region or an industry. */
        Place: {
            /**
             * @description Its code.
             * @example 320102
             */
            code: string;
            /** @description Its name, from the top down. */
            name: string;
        };
        /** @description What the caller is to accept, and what they accepted. */
        Pledge: {
            accepted?: components["schemas"]["PledgeAccepted"] | null;
            /** @description The clause that asks for the pledge; null where the regulation asks for none. */
            asked_by?: string | null;
            /** @description What the version in force changes of the one that they accepted. */
            changes: components["schemas"]["PolicyDifferenceLine"][];
            /** @description The clauses that bind everybody, in the order of the book. */
            clauses: components["schemas"]["PledgeClause"][];
            /** @description The caller has to accept before anything else. */
            required: boolean;
            /**
             * @description The version in force; send it back to accept it.
             * @example 3
             */
            version: string;
        };
        /** @description Of which version somebody accepted the rules, and when. */
        PledgeAccepted: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * @description Number of the version.
             * @example 2
             */
            version: string;
        };
        /** @description A clause that binds everybody. */
        PledgeClause: {
            /**
             * @description As everybody quotes it.
             * @example L1-26.2
             */
            clause: string;
            /** @description What it says, with the values that hold. */
            text: components["schemas"]["Label"];
        };
        /** @description What is accepted. */
        PledgeInput: {
            /**
             * @description The version whose rules the caller has read.
             * @example 3
             */
            version: string;
        };
        /** @description Somebody, and what they accepted. */
        Pledged: {
            accepted?: components["schemas"]["PledgeAccepted"] | null;
            /** @description It reads as the rules in force do. */
            current: boolean;
            department?: components["schemas"]["Named"] | null;
            /** @description Who. */
            person: components["schemas"]["Named"];
        };
        /** @description Who accepted the rules. */
        Pledges: {
            /** @description The clause that asks for the pledge; null where the regulation asks for none. */
            asked_by?: string | null;
            /** @description Everybody of the company is among the people. */
            everybody: boolean;
            /** @description By department and name. */
            people: components["schemas"]["Pledged"][];
            /**
             * @description The version in force.
             * @example 3
             */
            version: string;
        };
        /** @description A proposed version is approved. */
        PolicyApproval: {
            /**
             * Format: date
             * @description From which day it is to hold; as proposed when absent.
             */
            active_from?: string | null;
        };
        /** @description Somebody approved. */
        PolicyApproved: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who. */
            person: components["schemas"]["Named"];
            /**
             * @description As what.
             * @example general_manager
             */
            role: string;
        };
        /** @description A regulation as a book. */
        PolicyBook: {
            /**
             * Format: date
             * @description From which day it holds.
             */
            active_from?: string | null;
            /** @description The clauses that hold, in order. */
            clauses: components["schemas"]["BookClause"][];
            /** @description Where they contradict each other. */
            contradictions: components["schemas"]["BookContradiction"][];
            /** @description The clauses that do not hold. */
            dropped: components["schemas"]["BookDropped"][];
            /**
             * Format: uuid
             * @description Which version; null before the first is written.
             */
            id?: string | null;
            /** @description The regulations that it is made of, in order. */
            packs: components["schemas"]["BookPack"][];
            /** @description Their values. */
            rules: components["schemas"]["BookRule"][];
            /** @description Its title. */
            title: components["schemas"]["Label"];
            /** @description Its number. */
            version: string;
        };
        /** @description A change of a draft; what is absent stays, what is given replaces all of its kind. */
        PolicyChange: {
            /**
             * @description Codes of the regulations upon which it stands; the first holds where they contradict each
             *     other.
             * @example [
             *       "M",
             *       "L"
             *     ]
             */
            base?: string[];
            /**
             * @description Measure it against the newest approved version from now on: whoever says so has seen what it
             *     would take back.
             */
            catch_up?: boolean;
            /** @description Clauses of the company's own. */
            clauses?: components["schemas"]["OwnClause"][];
            /** @description Clauses that do not hold. */
            drop?: components["schemas"]["DroppedClause"][];
            /** @description Contradictions that are settled. */
            hold?: components["schemas"]["HeldMatter"][];
            /** @description Values of the company's own. */
            set?: components["schemas"]["SetRule"][];
            /** @description The title of the regulation. */
            title?: components["schemas"]["Label"];
        };
        /** @description How the clauses in force are met. */
        PolicyCoverage: {
            /** @description In the order of the book. */
            clauses: components["schemas"]["PolicyCovered"][];
            /**
             * Format: date
             * @description Its first day.
             */
            from: string;
            /**
             * @description The month.
             * @example 2026-11
             */
            month: string;
            /**
             * @description People whom the caller answers for and who accepted the rules in force; null where the
             *     regulation asks for no pledge.
             */
            pledges_accepted?: number | null;
            /** @description Those who have not. */
            pledges_missing?: number | null;
            /**
             * Format: date
             * @description Its last day.
             */
            to: string;
            /** @description The version in force. */
            version: string;
        };
        /** @description A clause and what a month shows of it. */
        PolicyCovered: {
            /**
             * Format: int64
             * @description Those that were found late, done since or not.
             */
            breached: number;
            /** @description What meets it, or is missing. */
            by: components["schemas"]["Label"][];
            /**
             * @description As everybody quotes it.
             * @example M 5.1.6a
             */
            clause: string;
            /**
             * Format: int64
             * @description So often something was done by it.
             */
            done: number;
            heading?: components["schemas"]["Label"] | null;
            /**
             * Format: int64
             * @description Those that were done in time.
             */
            kept: number;
            /**
             * Format: int64
             * @description Those that were done late.
             */
            late: number;
            /** @description `enforced`, `tracked`, `attested` or `not_yet`. */
            met: string;
            /**
             * Format: int64
             * @description Obligations that were opened because of it.
             */
            opened: number;
            /**
             * Format: int64
             * @description Those that are to be done now, whenever they were opened.
             */
            pending: number;
            /** @description It binds everybody by their pledge. */
            pledged: boolean;
            /**
             * Format: int64
             * @description So often something was refused by it.
             */
            refused: number;
            /** @description What it says, with the values that hold. */
            text: components["schemas"]["Label"];
            /** @description Whom its duties bind. */
            who: components["schemas"]["Label"][];
            /** @description How a clause that is not met yet will be. */
            will?: string | null;
        };
        /** @description What a version changes, and for whom. */
        PolicyDifference: {
            /**
             * Format: int64
             * @description Obligations of duties that bind others or are fulfilled otherwise, due as before.
             */
            changed: number;
            /** @description Change by change. */
            changes: components["schemas"]["PolicyDifferenceLine"][];
            /**
             * Format: int64
             * @description Customers whom any of these obligations are about.
             */
            customers: number;
            /**
             * Format: int64
             * @description Obligations that would be due at another time, had they been opened under the version.
             */
            obligations: number;
            /**
             * Format: int64
             * @description Obligations that nobody would have to do any more.
             */
            released: number;
        };
        /** @description One thing that is different. */
        PolicyDifferenceLine: {
            /** @description What it is to be like; empty for what is gone. */
            after: components["schemas"]["Label"];
            /** @description What it was like; empty for what is new. */
            before: components["schemas"]["Label"];
            /** @description The clauses that it is about, as everybody quotes them. */
            clause: string;
            /** @description Why; may be empty. */
            reason: components["schemas"]["Label"];
            /**
             * @description `clause_added`, `clause_dropped`, `clause_changed`, `rule_changed`, `chain_changed`,
             *     `holder_changed`, `duty_added`, `duty_dropped` or `duty_changed`.
             */
            what: string;
        };
        /** @description From what a draft begins. */
        PolicyDraftInput: {
            /**
             * Format: uuid
             * @description The version to begin from; the newest approved one when absent.
             */
            from?: string | null;
        };
        /** @description What the company made of the regulations. */
        PolicyPack: {
            /** @description Codes of the regulations upon which it stands, in order. */
            base: string[];
            /** @description Clauses that it adds. */
            clauses: components["schemas"]["OwnClause"][];
            /** @description Clauses that do not hold. */
            drop: components["schemas"]["DroppedClause"][];
            /** @description Contradictions that it settles. */
            hold: components["schemas"]["HeldMatter"][];
            /** @description Values of its own. */
            set: components["schemas"]["SetRule"][];
        };
        /** @description A draft is proposed. */
        PolicyProposal: {
            /**
             * Format: date
             * @description From which day it is to hold where the company is; not in the past.
             * @example 2026-12-01
             */
            active_from: string;
            /** @description What the proposer says to it, at most 500 characters. */
            note?: string | null;
        };
        /** @description Why a proposed version is refused. */
        PolicyRefusal: {
            /** @description Why, at most 500 characters. */
            reason: string;
        };
        /** @description A version with what it says. */
        PolicyVersion: components["schemas"]["PolicyVersionRow"] & {
            /** @description What it comes to. */
            book: components["schemas"]["PolicyBook"];
            /** @description What the company made of the regulations. */
            pack: components["schemas"]["PolicyPack"];
        };
        /** @description A version of the regulation. */
        PolicyVersionRow: {
            /** @description What the caller may do: edit, withdraw, decide. */
            actions: {
                [key: string]: components["schemas"]["Answer"];
            };
            /**
             * Format: date
             * @description From which day it holds, or is to hold.
             */
            active_from?: string | null;
            /** @description Who approved it so far. */
            approvals: components["schemas"]["PolicyApproved"][];
            /**
             * Format: date-time
             * @description When its text was last changed.
             */
            changed_at: string;
            /**
             * Format: date-time
             * @description When.
             */
            created_at: string;
            created_by?: components["schemas"]["Named"] | null;
            /**
             * Format: date-time
             * @description When it was approved or refused.
             */
            decided_at?: string | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description What the proposer says to it. */
            note?: string | null;
            /**
             * Format: int64
             * @description Its number; null until it is approved.
             */
            number?: number | null;
            /** @description A later version was approved since it was drafted: it must catch up first. */
            overtaken: boolean;
            /**
             * Format: date-time
             * @description When.
             */
            proposed_at?: string | null;
            proposed_by?: components["schemas"]["Named"] | null;
            /** @description Why. */
            refusal?: string | null;
            refused_by?: components["schemas"]["Named"] | null;
            /** @description `draft`, `proposed`, `refused`, `waiting`, `in_force` or `past`. */
            standing: string;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
            /** @description Who has to approve next. */
            wanted: components["schemas"]["PolicyWanted"][];
        };
        /** @description Who has to approve next. */
        PolicyWanted: {
            /** @description Who could. */
            people: components["schemas"]["Named"][];
            /**
             * @description As what.
             * @example general_manager
             */
            role: string;
        };
        /** @description A post. */
        Post: {
            /** @description Whether it can be given to people. */
            active: boolean;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description What it is called. */
            name: string;
            /** @description What somebody must be able to prove to hold it. */
            qualification?: string | null;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description A post as somebody wants to make it. */
        PostInput: {
            /** @description Whether it can be given to people. */
            active?: boolean;
            /** @description What it is called. */
            name: string;
            /** @description What somebody must be able to prove to hold it. */
            qualification?: string | null;
        };
        /** @description A change of a post; what is absent stays, null clears. */
        PostUpdate: {
            /** @description Whether it can be given to people. */
            active?: boolean;
            /** @description What it is called. */
            name?: string;
            /** @description What somebody must be able to prove to hold it. */
            qualification?: string | null;
        };
        /** @description Problem details (RFC 9457). */
        Problem: {
            /** @description The clause that a refusal rests on. */
            clause?: string | null;
            /** @description Stable code. */
            code: string;
            /**
             * Format: int64
             * @description The version that is there now, when the caller's was stale.
             */
            current_version?: number | null;
            customer?: components["schemas"]["CustomerOnFile"] | null;
            /** @description What, where, which rule, how to mend it. */
            detail: string;
            /** @description Each refused value. */
            errors?: components["schemas"]["ProblemItem"][];
            /** @description The request's id, also in the server's log. */
            instance: string;
            /** @description Where that request is made, or what is missing is done. */
            link?: string | null;
            /** @description The request that would open what is closed. */
            request?: string | null;
            /**
             * Format: int32
             * @description HTTP status.
             */
            status: number;
            /** @description The kind in words. */
            title: string;
            /**
             * @description Kind of problem, a relative address.
             * @example /problems/validation
             */
            type: string;
        };
        /** @description One refused value. */
        ProblemItem: {
            /** @description Stable code. */
            code: string;
            /** @description The rule and the remedy, in words. */
            message: string;
            /** @description Parameters of the message. */
            params: {
                [key: string]: unknown;
            };
            /** @description JSON pointer (RFC 6901) to the value in the request. */
            pointer: string;
        };
        /** @description The current password, as a proof. */
        Proof: {
            /**
             * Format: password
             * @description The current one.
             */
            password: string;
        };
        /** @description A change to be proposed. */
        ProposalInput: {
            /**
             * Format: uuid
             * @description Of which of its contacts; absent: of the customer itself.
             */
            contact_id?: string | null;
            /**
             * Format: uuid
             * @description Of which customer.
             */
            customer_id: string;
            /** @description Key of the field; `name` for the name. */
            field: string;
            /** @description Why, at most 500 characters. */
            reason?: string | null;
            /** @description What it should be; null: nothing is known any more. */
            value: components["schemas"]["FactChange"];
        };
        /** @description A proposal that is refused. */
        ProposalRefusal: {
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Why, at most 500 characters. */
            reason: string;
        };
        /** @enum {string} */
        ProposalState: "proposed" | "approved" | "refused" | "applied" | "overtaken" | "failed";
        /** @description How good the data is that the caller answers for. */
        Quality: {
            /**
             * Format: int64
             * @description What was verified within so many days is of this cycle.
             */
            cycle_days: number;
            /**
             * Format: date
             * @description The day as of which the figures of departments are; null before the first night.
             */
            day?: string | null;
            /** @description By department. */
            departments: components["schemas"]["QualityDepartment"][];
            /** @description The caller's own customers, as of now. */
            own: components["schemas"]["QualityFigures"];
            /**
             * Format: date
             * @description What was changed or verified last before this day is of an older cycle.
             */
            since: string;
            /** @description All whom the caller answers for, together. */
            total: components["schemas"]["QualityFigures"];
            /** @description By month, the oldest first. */
            trend: components["schemas"]["QualityMonth"][];
        };
        /** @description The figures of a department: of those people in it whom the caller answers for. */
        QualityDepartment: {
            /** @description The department. */
            department: components["schemas"]["Named"];
            /** @description Together. */
            figures: components["schemas"]["QualityFigures"];
            /** @description Each. */
            people: components["schemas"]["QualityPerson"][];
        };
        /** @description Figures of data quality. Shares are in tenths of a percent, and null of nothing. */
        QualityFigures: {
            /**
             * Format: int64
             * @description Mean filled-in share of the cards.
             */
            completeness?: number | null;
            /**
             * Format: int64
             * @description Customers.
             */
            customers: number;
            /**
             * Format: int64
             * @description Duties done in time of all these.
             */
            deadlines?: number | null;
            /**
             * Format: int64
             * @description Open marks of doubt.
             */
            doubts: number;
            /**
             * Format: int64
             * @description Duties of the people that ended in this cycle or are late.
             */
            duties: number;
            /**
             * Format: int64
             * @description Names and filled-in fields of customers and contacts.
             */
            facts: number;
            /**
             * Format: int64
             * @description Of these: done in time.
             */
            kept: number;
            /**
             * Format: int64
             * @description Mean days since the file of a customer was last changed or verified.
             */
            mean_age?: number | null;
            /**
             * Format: int64
             * @description Customers whose file was changed or verified within the cycle.
             */
            timeliness?: number | null;
            /**
             * Format: int64
             * @description Verified facts of all facts.
             */
            truth?: number | null;
            /**
             * Format: int64
             * @description Of these: verified within the cycle, and not doubted since.
             */
            verified: number;
        };
        /** @description The figures at the end of a month. */
        QualityMonth: {
            /**
             * Format: date
             * @description The last day of it of which figures are kept.
             */
            day: string;
            /** @description The figures. */
            figures: components["schemas"]["QualityFigures"];
        };
        /** @description The figures of somebody's customers in a department. */
        QualityPerson: {
            /** @description The figures. */
            figures: components["schemas"]["QualityFigures"];
            /** @description Who owns the customers. */
            person: components["schemas"]["Named"];
        };
        /** @description Hours of the day, where the company is. They may go over midnight. */
        QuietHours: {
            /**
             * @description From this time on.
             * @example 21:00
             */
            from: string;
            /**
             * @description Until before this time.
             * @example 08:00
             */
            until: string;
        };
        /** @description How many were read. */
        ReadCount: {
            /**
             * Format: int64
             * @description Notices that were unread before.
             */
            read: number;
        };
        /** @description Notices that were read. */
        ReadingInput: {
            /**
             * Format: uuid
             * @description The newest that the caller saw: what came later stays unread.
             */
            up_to: string;
        };
        /** @description A customer that the caller opened lately. */
        RecentCustomer: {
            /** @description The uniform file code. */
            code: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Organisation or individual. */
            kind: components["schemas"]["Kind"];
            /**
             * Format: date-time
             * @description Latest contact with it.
             */
            last_contact_at?: string | null;
            /** @description Full name. */
            name: string;
            /**
             * Format: date-time
             * @description When the caller last opened it.
             */
            opened_at: string;
            /** @description Its owner. */
            owner: components["schemas"]["Named"];
            /**
             * Format: int64
             * @description Open marks of uncertainty.
             */
            uncertain_count: number;
        };
        /** @description A text that the caller searched for. */
        RecentSearch: {
            /**
             * Format: date-time
             * @description When, for the last time.
             */
            at: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * @description What they typed.
             * @example 行业:物流 负责人:我
             */
            q: string;
        };
        /** @description A search that somebody went on with. */
        RecentSearchInput: {
            /** @description What they typed. */
            q: string;
        };
        /** @description What replaces the device when it is lost. */
        RecoveryCodes: {
            /** @description Each works once in place of a code. */
            recovery_codes: string[];
        };
        /** @enum {string} */
        RegulationCode: "M" | "C" | "H" | "L" | "S";
        /** @description A regulation to start from. */
        RegulationName: {
            /** @description Its code. */
            code: components["schemas"]["RegulationCode"];
            /** @description What it is called. */
            name: components["schemas"]["BothNames"];
        };
        /** @description A request. */
        Request: {
            /** @description Who asks. */
            applicant: components["schemas"]["Named"];
            /**
             * Format: date-time
             * @description When it was handed in first.
             */
            asked_at: string;
            /** @description The clause on which the chain rests. */
            clause?: string | null;
            /**
             * Format: date-time
             * @description When it was granted, or over.
             */
            closed_at?: string | null;
            customer?: components["schemas"]["CustomerName"] | null;
            /** @description Whether the caller may decide now. */
            decide: components["schemas"]["Answer"];
            /** @description What was decided so far, the earliest first. */
            decisions: components["schemas"]["RequestDecision"][];
            department?: components["schemas"]["Named"] | null;
            /**
             * Format: date-time
             * @description By when that step is due.
             */
            due_at?: string | null;
            /** @description Keys of the facts that are meant; empty: all. */
            fields: string[];
            grant?: components["schemas"]["Grant"] | null;
            ground?: components["schemas"]["DisclosureGround"] | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * Format: uuid
             * @description The original file that is to be lent.
             */
            item_id?: string | null;
            /** @description What is asked for. */
            kind: components["schemas"]["RequestKind"];
            level?: components["schemas"]["SecrecyLevel"] | null;
            /** @description Whether the caller may hand it in anew or take it back. */
            mend: components["schemas"]["Answer"];
            outsider?: components["schemas"]["RequestOutsider"] | null;
            person?: components["schemas"]["Named"] | null;
            /** @description Version of the regulation under which it was asked. */
            policy: string;
            /** @description What for. */
            purpose: string;
            /** @description Why. */
            reason: string;
            /** @description To whom a copy or a disclosure goes. */
            recipient?: string | null;
            /**
             * @description Its number in the register.
             * @example SQ000001
             */
            register: string;
            /**
             * Format: int64
             * @description How often it was handed in.
             */
            round: number;
            /** @description How far it is. */
            state: components["schemas"]["RequestState"];
            /**
             * Format: int64
             * @description The step that is to be decided, from 0.
             */
            step?: number | null;
            /** @description Who decides, in order. */
            steps: components["schemas"]["RequestStep"][];
            /**
             * Format: date-time
             * @description Until when.
             */
            until?: string | null;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
            /** @description Who is to decide now. */
            waits_for: components["schemas"]["RequestSeat"][];
        };
        /** @description A decision on a request. */
        RequestDecision: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: int64
             * @description To which step it was sent back; null for the applicant.
             */
            back_to?: number | null;
            /** @description It agrees, and was not sent back since. */
            counts: boolean;
            /** @description Who. */
            person: components["schemas"]["Named"];
            /** @description Why. */
            reason: string;
            /**
             * Format: int64
             * @description In which round it was handed in.
             */
            round: number;
            /** @description In which seat, as the regulation names it. */
            seat: string;
            /**
             * Format: int64
             * @description On which step, from 0.
             */
            step: number;
            /** @description What. */
            verdict: components["schemas"]["RequestVerdict"];
        };
        /** @description What somebody decides in their turn. */
        RequestDecisionInput: {
            /** @description Why; must be there unless one agrees. */
            reason?: string | null;
            /**
             * Format: int32
             * @description To which earlier step it is sent back, from 0; to the applicant when absent.
             */
            step?: number | null;
            /** @description Yes, no, or not so. */
            verdict: components["schemas"]["RequestVerdict"];
        };
        /** @description A request to be handed in. */
        RequestInput: {
            /**
             * Format: uuid
             * @description Or about that of a clash of the caller's own, whom they do not see.
             */
            clash_id?: string | null;
            /**
             * Format: uuid
             * @description About which customer.
             */
            customer_id?: string | null;
            /** @description Keys of the facts that are meant; all when absent or empty. */
            fields?: string[] | null;
            ground?: components["schemas"]["DisclosureGround"] | null;
            /**
             * Format: uuid
             * @description The original file that is to be lent.
             */
            item_id?: string | null;
            /** @description What is asked for. */
            kind: components["schemas"]["RequestKind"];
            level?: components["schemas"]["SecrecyLevel"] | null;
            outsider?: components["schemas"]["RequestOutsider"] | null;
            /**
             * Format: uuid
             * @description With whom to share.
             */
            person_id?: string | null;
            /** @description What for. */
            purpose: string;
            /** @description Why. */
            reason: string;
            /** @description To whom a copy or a disclosure goes. */
            recipient?: string | null;
            /**
             * Format: date
             * @description The last day, where the company is.
             */
            until?: string | null;
        };
        /** @enum {string} */
        RequestKind: "view" | "copy" | "share" | "disclosure" | "level_change" | "declassify" | "loan" | "correction" | "export" | "import";
        /** @description A request that is handed in anew. */
        RequestMended: {
            /** @description What for. */
            purpose: string;
            /** @description Why. */
            reason: string;
            /**
             * Format: date
             * @description The last day; as before when absent.
             */
            until?: string | null;
        };
        /** @enum {string} */
        RequestMode: "any" | "all";
        /** @description Somebody from outside the company for whom it is asked. */
        RequestOutsider: {
            /**
             * Format: uuid
             * @description Who accompanies them.
             */
            accompanied_by_id: string;
            /** @description The letter of introduction or work card that they showed. */
            introduction: string;
            /** @description Their name. */
            name: string;
            /** @description From where they come. */
            organisation: string;
        };
        /** @description A seat that is to decide, and who can sit in it now. */
        RequestSeat: {
            /** @description Who. */
            people: components["schemas"]["Named"][];
            /** @description As the regulation names it. */
            seat: string;
        };
        /** @enum {string} */
        RequestState: "open" | "sent_back" | "granted" | "refused" | "withdrawn" | "revoked" | "expired";
        /** @description One step of the chain that a request walks. */
        RequestStep: {
            /** @description How many seats have to agree. */
            mode: components["schemas"]["RequestMode"];
            /**
             * @description Who, as the regulation names them.
             * @example [
             *       "department_head"
             *     ]
             */
            seats: string[];
        };
        /** @enum {string} */
        RequestVerdict: "approve" | "refuse" | "send_back";
        /** @description A chat robot. Its address and secret are never shown again. */
        Robot: {
            /** @description It is spoken to. */
            active: boolean;
            /**
             * Format: date-time
             * @description When it was set up.
             */
            created_at: string;
            department?: components["schemas"]["Named"] | null;
            /**
             * @description wecom, dingtalk, feishu or generic.
             * @example wecom
             */
            format: string;
            /** @description The host of its address. */
            host: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description What it is called. */
            name: string;
            /** @description It signs what it says. */
            secret_set: boolean;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description A change of a robot; what is absent stays. */
        RobotChange: {
            /** @description It is spoken to. */
            active?: boolean;
            /**
             * Format: uuid
             * @description Whose notices it says; null: of everybody without a nearer one.
             */
            department_id?: string | null;
            /** @description wecom, dingtalk, feishu or generic. */
            format?: string;
            /** @description What it is called, at most 60 characters. */
            name?: string;
            /** @description With what it signs; empty for nothing. */
            secret?: string;
            /** @description Its address. */
            url?: string;
        };
        /** @description A robot to be set up. */
        RobotInput: {
            /**
             * Format: uuid
             * @description Whose notices it says; null: of everybody without a nearer one.
             */
            department_id?: string | null;
            /** @description wecom, dingtalk, feishu or generic. */
            format: string;
            /** @description What it is called, at most 60 characters. */
            name: string;
            /** @description With what it signs; all but those of WeCom do. */
            secret?: string | null;
            /** @description Its address, `https://…`, as its service gives it. */
            url: string;
        };
        /** @description A role. */
        Role: {
            /** @description Every company has it; it cannot be changed. */
            builtin: boolean;
            /**
             * @description Stable code.
             * @example salesperson
             */
            code: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description What it is called. */
            name: string;
            /** @description What it allows. */
            permissions: components["schemas"]["Permission"][];
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description A role as somebody wants to make it. */
        RoleInput: {
            /**
             * @description Stable code: small letters, digits and `_`, a letter first.
             * @example personnel_clerk
             */
            code: string;
            /** @description What it is called. */
            name: string;
            /** @description What it allows. */
            permissions: components["schemas"]["Permission"][];
        };
        /** @description A role that somebody has. */
        RoleRef: {
            /**
             * @description Stable code.
             * @example salesperson
             */
            code: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description What it is called. */
            name: string;
        };
        /** @description A change of a role; what is absent stays. */
        RoleUpdate: {
            /** @description Stable code. */
            code?: string;
            /** @description What it is called. */
            name?: string;
            /** @description What it allows. */
            permissions?: components["schemas"]["Permission"][];
        };
        /** @description What the caller may do with a customer from the list. */
        RowActions: {
            /** @description Give it another owner. */
            assign: components["schemas"]["Answer"];
            /** @description Change its facts. */
            edit: components["schemas"]["Answer"];
        };
        /** @description A ruling. */
        RulingInput: {
            /** @description Why. */
            reason: string;
            /** @description Who keeps the customer. */
            ruling: components["schemas"]["ClashRuling"];
            /**
             * @description For a share its last day, or an instant (RFC 3339); at most a year ahead.
             * @example 2027-03-31
             */
            until?: string | null;
        };
        /** @description A saved view. */
        SavedView: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description What it shows. */
            definition: components["schemas"]["ViewDefinition"];
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Of which list. */
            list: string;
            /** @description Its name. */
            name: string;
            /** @description Who made it, and alone may change it. */
            person: components["schemas"]["Named"];
            /** @description Everybody may use it. */
            shared: boolean;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @description A change of a view; what is absent stays. */
        SavedViewChange: {
            definition?: components["schemas"]["ViewDefinition"] | null;
            /** @description Its name. */
            name?: string | null;
            /** @description Everybody may use it. */
            shared?: boolean | null;
        };
        /** @description A view to be kept. */
        SavedViewInput: {
            /** @description What it shows. */
            definition: components["schemas"]["ViewDefinition"];
            /** @description Of which list. */
            list?: string;
            /** @description Its name. */
            name: string;
            /** @description Everybody may use it. */
            shared?: boolean;
        };
        /** @description How secret a customer is. */
        Secrecy: {
            /** @description The clause on which that rests. */
            clause?: string | null;
            /** @description By what it is called before those whom nobody let in; null unless it was ever top secret. */
            code_name?: string | null;
            /**
             * @description The mark, as it is printed.
             * @example 商业秘密·机密
             */
            label: string;
            /** @description Its level. */
            level: components["schemas"]["Level"];
            /**
             * Format: date-time
             * @description Since when it has this level; null: since it was registered.
             */
            since?: string | null;
            /**
             * @description Why: `policy` by the relation to it, `decision`, or `term` since its term ended.
             * @example policy
             */
            source: string;
            /**
             * Format: date-time
             * @description When it is declassified by itself; null without a term.
             */
            until?: string | null;
        };
        /** @enum {string} */
        SecrecyLevel: "internal" | "secret" | "confidential" | "top_secret";
        /** @description A message that is on its way. */
        Sending: {
            /**
             * Format: uuid
             * @description Its delivery, see `/deliveries`.
             */
            delivery_id: string;
        };
        /** @description One event of the stream, member by member as in the stream's lines. */
        ServerEvent: {
            /** @description What is unread, as JSON. */
            data: string;
            /** @description What happened: `inbox`. */
            event: string;
            /** @description Names the state that this event tells, for `Last-Event-ID`. */
            id: string;
            /**
             * Format: int32
             * @description How long to wait before coming back, ms.
             */
            retry?: number | null;
        };
        /** @description A session. */
        Session: {
            /** @description Network address from which it began. */
            address: string;
            /** @description What the browser says of itself. */
            agent: string;
            /**
             * Format: date-time
             * @description When it began.
             */
            created_at: string;
            /** @description It is the one in use. */
            current: boolean;
            /**
             * Format: uuid
             * @description The device, an id of `GET /devices`; null: it is not remembered any more.
             */
            device_id?: string | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * Format: date-time
             * @description Last request, to the minute.
             */
            last_seen_at: string;
        };
        /** @description A code of the second factor, or a recovery code. */
        SessionProof: {
            /**
             * @description Six digits, or a recovery code.
             * @example 123456
             */
            code: string;
        };
        /** @description A value of the company's own. */
        SetRule: {
            /** @description Key of its rule. */
            key: string;
            /**
             * @description Code of the regulation.
             * @example M
             */
            pack: string;
            /** @description Why. */
            reason: components["schemas"]["Label"];
            /**
             * @description The value as a regulation is written; empty: a blank.
             * @example 2 days
             */
            value: string;
        };
        /** @description A share with who asked. */
        SettlementInput: {
            /** @description What for. */
            reason: string;
            /**
             * @description Its last day, or an instant (RFC 3339); at most a year ahead.
             * @example 2027-03-31
             */
            until: string;
        };
        /** @description What is asked for at the first start. */
        SetupInput: {
            /** @description The first administrator. */
            admin: components["schemas"]["AdministratorInput"];
            /**
             * @description The code that the server shows on its console.
             * @example 7K2M-9QXR-4TBD
             */
            code: string;
            /** @description Full name of the company. */
            company: string;
            /**
             * @description Code of the regulation that it starts from.
             * @example M
             */
            regulation: string;
            /** @description Whether to add the people of the sample company. */
            sample?: boolean;
            /**
             * @description IANA name of its time zone.
             * @example Asia/Shanghai
             */
            time_zone: string;
        };
        /** @description Whether the server waits to be set up. */
        SetupState: {
            /** @description There is no company yet. */
            needed: boolean;
            /** @description What a company can start from. */
            regulations: components["schemas"]["RegulationName"][];
        };
        /** @description A share of a customer with a colleague. */
        Share: {
            /** @description What the caller may do: end. */
            actions: {
                [key: string]: components["schemas"]["Answer"];
            };
            /**
             * Format: date-time
             * @description Since when.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description With whom. */
            person: components["schemas"]["Named"];
            /** @description What for. */
            reason: string;
            /** @description By whom. */
            shared_by: components["schemas"]["Named"];
            /**
             * Format: date-time
             * @description Until when.
             */
            until: string;
        };
        /** @description A share to be given. */
        ShareInput: {
            /**
             * Format: uuid
             * @description With whom.
             */
            person_id: string;
            /** @description What for. */
            reason: string;
            /**
             * @description Its last day, or an instant (RFC 3339); at most a year ahead.
             * @example 2027-03-31
             */
            until: string;
        };
        /** @description A fact of the customer that goes back to what it was. */
        SplitFact: {
            /** @description Key of the field; `name`, `template`, `owner` for what is not in the catalogue. */
            field: string;
            /** @description What it is now; null: unknown. */
            now?: unknown;
            /** @description What it will be; null: unknown. */
            then?: unknown;
        };
        /** @description What one side says. */
        StatementInput: {
            /** @description What, at most 1,000 characters. */
            text: string;
        };
        /** @description One field that changed. */
        TimelineChange: {
            /** @description After; null: it is no longer known. */
            after?: unknown;
            /** @description After, in words, where the value is a key or an id. */
            after_text?: string | null;
            /** @description Before; null: it was unknown. */
            before?: unknown;
            /** @description Before, in words, where the value is a key or an id. */
            before_text?: string | null;
            /**
             * @description Key of the field; `name`, `template`, `owner`, `primary`, `person`, `until` for what is not
             *     in the catalogue.
             */
            field: string;
            /** @description Its name in the caller's language. */
            label: string;
        };
        /** @description One moment of the timeline. */
        TimelineItem: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description What changed. */
            changes: components["schemas"]["TimelineChange"][];
            contact?: components["schemas"]["Named"] | null;
            /** @description Which. */
            id: string;
            interaction?: components["schemas"]["Interaction"] | null;
            /**
             * @description `created`, `import`, `change`, `owner`, `share`, `contact`, `uncertain`, `verification`,
             *     `correction`, `campaign` or `interaction`.
             * @example change
             */
            kind: string;
            /** @description Who. */
            person: components["schemas"]["Named"];
            /** @description Why, or how, in somebody's words. */
            reason?: string | null;
            /**
             * Format: int64
             * @description The row of an imported file that the customer was made of.
             */
            row?: number | null;
            /** @description The name of its sheet, where the file had several. */
            sheet?: string | null;
        };
        /** @description Something to confirm. */
        ToAttest: {
            last?: components["schemas"]["Attestation"] | null;
            /** @description The obligation, with its clause. */
            obligation: components["schemas"]["Obligation"];
            text?: components["schemas"]["Label"] | null;
        };
        /** @description A code of the second factor. */
        TotpCode: {
            /**
             * @description Six digits.
             * @example 123456
             */
            code: string;
        };
        /** @description The seed of a second factor. */
        TotpEnrolment: {
            /** @description In base 32, for typing. */
            secret: string;
            /**
             * @description For a square code.
             * @example otpauth://totp/…
             */
            uri: string;
        };
        /** @description How far a person is trusted with what is classified. */
        Trust: {
            /** @description Up to which level their roles clear them. */
            by_role: components["schemas"]["Level"];
            /** @description Their clearances by name. */
            clearances: components["schemas"]["Clearance"][];
            /** @description What they keep by name. */
            keepers: components["schemas"]["Keeper"][];
            keeps?: components["schemas"]["Level"] | null;
            /** @description Up to which level they are cleared, by role or by name. */
            level: components["schemas"]["Level"];
            /** @description Whether the caller may change it. */
            may_change: boolean;
        };
        /** @description Two customers that look like one. */
        Twin: {
            /** @description The one with the lower code. */
            a: components["schemas"]["TwinHalf"];
            /** @description In what they agree, the weightiest first. */
            agrees: components["schemas"]["TwinAgrees"][];
            /** @description The other. */
            b: components["schemas"]["TwinHalf"];
            /**
             * Format: date-time
             * @description Since when it is known.
             */
            found_at: string;
            /**
             * Format: int64
             * @description How likely they are one, in percent, at most 99: only a person is certain.
             */
            percent: number;
            ruled?: components["schemas"]["TwinRuled"] | null;
        };
        /** @description In what two files agree. */
        TwinAgrees: {
            /** @description `name`, `credit_code`, `mobile`, `phone`, `address`, `legal_representative` and the like. */
            field: string;
            /** @description `same`, or `close`: as if one were mistyped or shortened. */
            how: string;
        };
        /** @description One of two customers that look like one. */
        TwinHalf: {
            /**
             * @description File code.
             * @example KH0000001
             */
            code: string;
            /** @description The department it belongs to. */
            department: components["schemas"]["Named"];
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Full name. */
            name: string;
            /** @description Its owner. */
            owner: components["schemas"]["Named"];
        };
        /** @description What somebody rules on two customers that look like one. */
        TwinInput: {
            /** @description Why; must be said when they are two customers. */
            reason?: string | null;
            /** @description What. */
            state: components["schemas"]["TwinRuling"];
        };
        /** @description A page of the work list. */
        TwinPage: {
            /**
             * Format: int64
             * @description How much of the customer file has been compared, in percent.
             */
            compared: number;
            /** @description The likeliest first. */
            items: components["schemas"]["Twin"][];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description What somebody ruled. */
        TwinRuled: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who. */
            person: components["schemas"]["Named"];
            /** @description Why; empty when nothing was said. */
            reason: string;
        };
        /**
         * @description What became of a suspicion.
         * @enum {string}
         */
        TwinRuling: "open" | "later" | "different";
        /** @description A contact as the applicant typed it. */
        TypedContact: {
            /** @description Name. */
            name: string;
            /** @description All other facts, by key of the field catalogue. */
            values: components["schemas"]["Facts"];
        };
        /** @description What the applicant typed. It was compared, not checked. */
        TypedCustomer: {
            /** @description Contacts. */
            contacts: components["schemas"]["TypedContact"][];
            /** @description Facts by key of the field catalogue. */
            values: components["schemas"]["Facts"];
        };
        /** @description A mark of uncertainty that nobody has cleared up yet. */
        UncertainMark: {
            /**
             * Format: uuid
             * @description The contact whose field it is; absent for the customer's own.
             */
            contact_id?: string | null;
            /** @description Key of the field. */
            field: string;
            /**
             * Format: date-time
             * @description When.
             */
            marked_at: string;
            /** @description Who marked it. */
            marked_by: components["schemas"]["Named"];
            /** @description What is doubted. */
            note: string;
        };
        /** @description Why a merging is undone. */
        UndoInput: {
            /** @description Why. */
            reason: string;
        };
        /** @description One's password, to go on where one left the page alone. */
        Unlocking: {
            /**
             * Format: password
             * @description The current one.
             */
            password: string;
        };
        /** @description How much the caller has not read. */
        Unread: {
            /** @description There may be more. */
            capped: boolean;
            /**
             * Format: int64
             * @description How many, at most 100.
             */
            count: number;
            /**
             * Format: uuid
             * @description The newest of them.
             */
            newest?: string | null;
        };
        /** @description A file to be imported. */
        Upload: {
            /**
             * Format: binary
             * @description The file.
             */
            file: string;
        };
        /** @description A piece of urgent news. */
        UrgentNews: {
            /** @description It is for the head alone. */
            confidential: boolean;
            customer?: components["schemas"]["CustomerName"] | null;
            department?: components["schemas"]["Named"] | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description What it is about. */
            kind: components["schemas"]["NewsKind"];
            /** @description Whom it was sent to. */
            recipients: components["schemas"]["NewsRecipient"][];
            /**
             * Format: date-time
             * @description When.
             */
            reported_at: string;
            /** @description Who reported it. */
            reported_by: components["schemas"]["Named"];
            /** @description What happened. */
            text: string;
        };
        /** @description Urgent news. */
        UrgentNewsInput: {
            /** @description It is for the head alone. */
            confidential?: boolean;
            /**
             * Format: uuid
             * @description The customer that it is about; absent for none.
             */
            customer_id?: string | null;
            /** @description What it is about. */
            kind: components["schemas"]["NewsKind"];
            /** @description What happened, at most 2,000 characters. */
            text: string;
        };
        /** @description The verification of a fact. */
        Verification: {
            /**
             * Format: uuid
             * @description The contact whose fact it is; absent for the customer's own.
             */
            contact_id?: string | null;
            /** @description Key of the field; `name` for the name. */
            field: string;
            /**
             * @description How it was verified.
             * @example 电话核实
             */
            how: string;
        };
        /** @description What the log is to be held against besides its own checkpoints. */
        VerificationInput: {
            /** @description Sizes and roots that somebody kept outside, as printed. */
            kept?: string[];
        };
        /** @description What a verification found. */
        VerificationResult: {
            /**
             * Format: int64
             * @description How many checkpoints agree.
             */
            checkpoints: number;
            first_bad?: components["schemas"]["FirstBad"] | null;
            /**
             * Format: int64
             * @description How many kept roots agree.
             */
            kept: number;
            /** @description Whether everything agrees. */
            ok: boolean;
            /**
             * Format: int64
             * @description How many of them a checkpoint or a kept root covers.
             */
            proven: number;
            /** @description The root of the good entries, 64 hexadecimal digits. */
            root: string;
            /**
             * Format: int64
             * @description How many entries are good.
             */
            size: number;
            /**
             * Format: int64
             * @description How many warnings there are in all.
             */
            warning_count: number;
            /** @description What is odd without being wrong; the first hundred. */
            warnings: components["schemas"]["EvidenceWarning"][];
        };
        /** @description A fact that somebody has verified, as it is. */
        VerifiedFact: {
            /**
             * Format: uuid
             * @description The contact whose field it is; absent for the customer's own.
             */
            contact_id?: string | null;
            /** @description Key of the field; `name` for the name. */
            field: string;
            /** @description How. */
            how: string;
            /**
             * Format: date-time
             * @description When.
             */
            verified_at: string;
            /** @description Who verified it. */
            verified_by: components["schemas"]["Named"];
        };
        /** @description What a view shows. */
        ViewDefinition: {
            /**
             * @description Keys of the columns, in order.
             * @default []
             */
            columns: string[];
            /**
             * @description Filters as the list takes them.
             * @default []
             * @example [
             *       "stage:eq:potential"
             *     ]
             */
            filters: string[];
            /**
             * @description Order: a key, with `-` in front for the greatest first.
             * @default null
             * @example -updated_at
             */
            sort: string | null;
        };
        /** @description What waits, and for whom. Kinds of which nothing waits are not there. */
        Waiting: {
            /** @description For the caller's decision. */
            mine: components["schemas"]["WaitingKind"][];
            /** @description For somebody else, because the caller asked. */
            others: components["schemas"]["WaitingKind"][];
        };
        /** @description What waits of one kind. */
        WaitingKind: {
            /** @description There are more. */
            capped: boolean;
            /** @description How many, at most 100. */
            count: number;
            /**
             * @description Name of the kind.
             * @example export
             */
            kind: string;
            /** @description Those that have waited longest, at most 5. */
            lines: components["schemas"]["WaitingLine"][];
            /**
             * @description Path of the page that lists them.
             * @example /exports?waiting=true
             */
            list: string;
        };
        /** @description One thing that waits. */
        WaitingLine: {
            /**
             * Format: int64
             * @description How much it is about: customers or changes.
             */
            amount?: number | null;
            at_once?: components["schemas"]["AtOnce"] | null;
            /** @description Who asked; null where the calendar did or the caller. */
            by?: string | null;
            customer?: components["schemas"]["CustomerName"] | null;
            /** @description Its id. */
            id: string;
            /**
             * @description Path of the page that opens it.
             * @example /clashes/019e0f6c-0000-7000-8000-000000000001
             */
            link: string;
            /**
             * Format: date-time
             * @description Since when it waits.
             */
            since: string;
            title?: components["schemas"]["WaitingTitle"] | null;
            /** @description Names of those who have it, as far as the caller may know. */
            with: string[];
        };
        /** @description A name in both languages. */
        WaitingTitle: {
            /** @description In English. */
            en: string;
            /** @description In Chinese. */
            zh: string;
        };
        /** @description What somebody found when they went through a customer. */
        WalkInput: {
            /**
             * @description How it was verified, or tried.
             * @example 电话核实
             */
            how: string;
            /** @description The groups of facts that are verified, `contacts` among them; none: all that say something. */
            parts?: string[];
            /** @description What became of it. */
            state: components["schemas"]["WalkOutcome"];
        };
        /**
         * @description What became of a customer.
         * @enum {string}
         */
        WalkOutcome: "verified" | "changed" | "unreachable";
        /** @enum {string} */
        WalkState: "open" | "verified" | "changed" | "unreachable" | "merged";
        /** @description A customer of a check. */
        WalkedCustomer: {
            /** @description Which. */
            customer: components["schemas"]["CustomerName"];
            /** @description At most nine, in the order of the card. */
            groups: components["schemas"]["WalkedGroup"][];
            /** @description Organisation or individual. */
            kind: components["schemas"]["Kind"];
            /** @description What service and finance added. */
            notes: components["schemas"]["MonthNote"][];
            /** @description Changes that are proposed. */
            proposals: components["schemas"]["MonthProposal"][];
            state?: components["schemas"]["WalkedState"] | null;
        };
        /** @description A fact that is still true, or is not. */
        WalkedFact: {
            contact?: components["schemas"]["Named"] | null;
            /** @description Key of the field; `name` for the name. */
            field: string;
            /** @description Its name in the caller's language. */
            label: string;
            /** @description In words, where the value is a key or an id. */
            text?: string | null;
            /** @description What is on file. */
            value: components["schemas"]["Fact"];
        };
        /** @description Facts that one key is for. */
        WalkedGroup: {
            /** @description What is known. */
            facts: components["schemas"]["WalkedFact"][];
            /** @description Key of the group; `contacts` for the contacts. */
            key: string;
            /** @description Heading in the caller's language. */
            label: string;
            /**
             * Format: date-time
             * @description When it was last found to be true; null: never, or a change was proposed since.
             */
            verified_at?: string | null;
        };
        /** @description What was said of a customer. */
        WalkedState: {
            /** @description Groups that need a change; none: all is true. */
            marked: string[];
            /** @description Who and when. */
            said: components["schemas"]["Done"];
        };
        /** @description What somebody concluded. */
        WatchConclusion: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who. */
            by: components["schemas"]["Named"];
            /** @description In words. */
            text: string;
        };
        /** @description What was concluded. */
        WatchConclusionInput: {
            /** @description `concluded`: nothing was wrong; `incident`: it is one, and is reported. */
            outcome: components["schemas"]["WatchOutcome"];
            /** @description In words, at most 2,000 characters. */
            text: string;
        };
        /** @description Unusual reading that was found. */
        WatchFinding: {
            /** @description The clause that it serves; empty where the regulation has none. */
            clause: string;
            conclusion?: components["schemas"]["WatchConclusion"] | null;
            /**
             * Format: date
             * @description The day, where the company is.
             */
            day: string;
            /**
             * Format: int64
             * @description Files that count.
             */
            files: number;
            /**
             * Format: date-time
             * @description When it was found.
             */
            found_at: string;
            /**
             * Format: date-time
             * @description The first opening that counts.
             */
            from: string;
            /** @description The honey customer that was opened. */
            honey?: string | null;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /**
             * Format: uuid
             * @description The incident that it became.
             */
            incident_id?: string | null;
            /**
             * Format: int64
             * @description From how many on it is unusual.
             */
            least: number;
            /**
             * Format: int64
             * @description Of all files of the same time.
             */
            of_files: number;
            /** @description Whose reading. */
            person: components["schemas"]["Named"];
            /** @description The version of the regulation. */
            policy: string;
            /** @description What is unusual. */
            signal: components["schemas"]["WatchSignal"];
            /** @description What became of it. */
            state: components["schemas"]["WatchState"];
            /**
             * Format: date-time
             * @description The last.
             */
            until: string;
            /**
             * Format: int64
             * @description Counts the changes; send it back in If-Match.
             */
            version: number;
        };
        /** @enum {string} */
        WatchOutcome: "concluded" | "incident";
        /** @enum {string} */
        WatchSignal: "many" | "night" | "outside" | "leaving" | "honey";
        /** @enum {string} */
        WatchState: "open" | "concluded" | "incident";
        /**
         * @description When a notice is sent.
         * @enum {string}
         */
        When: "now" | "digest" | "never";
        /** @description Why a customer is withdrawn. */
        WithdrawInput: {
            /** @description Why. */
            reason: string;
        };
        /** @description A customer that somebody withdrew. */
        WithdrawnEntry: {
            /**
             * @description File code.
             * @example KH0000001
             */
            code: string;
            /** @description The department it belongs to. */
            department: components["schemas"]["Named"];
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Its owner. */
            owner: components["schemas"]["Named"];
            /** @description Why, in their words. */
            reason: string;
            /** @description What it was suspected for. */
            reasons: components["schemas"]["InvalidFlaw"][];
            /** @description Whether the caller may bring it back now. */
            returnable: boolean;
            /**
             * Format: date-time
             * @description Until when it can be brought back.
             */
            until: string;
            /**
             * Format: date-time
             * @description When.
             */
            withdrawn_at: string;
            /** @description Who withdrew it. */
            withdrawn_by: components["schemas"]["Named"];
        };
        /** @description A page of what was withdrawn. */
        WithdrawnPage: {
            /** @description At most 50, the latest first. */
            items: components["schemas"]["WithdrawnEntry"][];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description The caller's first page. */
        Workbench: {
            /** @description Around what the caller sees, newest first. */
            activity: components["schemas"]["Activity"][];
            /** @description Among the caller's own customers, nearest first. */
            birthdays: components["schemas"]["ComingBirthday"][];
            /** @description Open clashes. */
            clashes: components["schemas"]["ClashFigures"];
            /** @description mine, visible, new_this_week, uncertain, never_contacted, silent_90_days. */
            counts: {
                [key: string]: components["schemas"]["Figure"];
            };
            /** @description Exports that wait for somebody. */
            exports: components["schemas"]["ExportFigures"];
            house?: components["schemas"]["House"] | null;
            log?: components["schemas"]["LogState"] | null;
            /** @description Under the caller, who heads a department. */
            people: components["schemas"]["PersonFigures"][];
            /** @description Opened lately, newest first. */
            recent: components["schemas"]["RecentCustomer"][];
            /** @description To be verified, oldest first. */
            unverified: components["schemas"]["DoubtfulFact"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
