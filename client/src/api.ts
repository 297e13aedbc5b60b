/** Made from assets/openapi.json by `npm run client:build`. */
export interface paths {
    "/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get an access token for an API key
         * @description RFC 6749 client credentials: an API key (or a signed assertion of its key, RFC 7523) for an access token of 15 minutes. `authorization_details` (RFC 9396) may narrow the license. With a `DPoP` proof (RFC 9449) the token is bound to its key. Operators of an identity provider come with RFC 8693 token exchange.
         */
        post: operations["issueToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke an access token */
        post: operations["revokeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/oauth-authorization-server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a client can find out by itself (RFC 8414) */
        get: operations["readServerMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Current and retired public keys (RFC 7517) */
        get: operations["readPublicKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/articles/{id}/components/{component}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of a component as they came: no delivery, and not stamped */
        get: operations["readComponentBytes"];
        /** Put the bytes of a picture, sound or film */
        put: operations["putComponentBytes"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/articles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the license may use, newest first
         * @description Sends no article: each item has the link to fetch it by.
         */
        get: operations["listArticles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/articles.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same list as a feed */
        get: operations["listArticlesAtom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/articles.rss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same list as a feed */
        get: operations["listArticlesRss"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/articles.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same list as a feed */
        get: operations["listArticlesJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/articles.jsonfeed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same list as a feed */
        get: operations["listArticlesJsonfeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/articles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The delivery: a stamped article in the accepted format
         * @description Every delivery is entered in the log before its first byte leaves. Conditional requests and `HEAD` run the whole decision: a killed item never answers 304. What is withheld is not in the answer, and is named in `Rights-Withheld`.
         */
        get: operations["deliverArticle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/articles/{id}/components/{component}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A photograph, graphic, logo… under its own decision
         * @description A part by itself, under its own decision and with its own receipt, which binds its bytes.
         */
        get: operations["deliverComponent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/articles/{id}/rights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Decision and trace, without a delivery */
        get: operations["readRights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * May I publish this, here, now?
         * @description The same judgement as a delivery, entered nowhere and billed nothing.
         */
        post: operations["decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that happened, as far as it concerns the license, in order
         * @description Ascending, each change once. `next` is where to go on, always: keep it. With `Prefer: wait=25` the answer waits for a change where there is none. A `resync` says that the license permits something else now: list again. Killed items come with a `notice`, and nothing of the item.
         */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same changes as a feed */
        get: operations["listChangesAtom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes.rss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same changes as a feed */
        get: operations["listChangesRss"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same changes as a feed */
        get: operations["listChangesJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes.jsonfeed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same changes as a feed */
        get: operations["listChangesJsonfeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kills, corrections and other changes of what the license has received, oldest first, each once */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feeds/{address}/articles.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the license may use, as a feed, by a secret address */
        get: operations["listFeedsArticlesAtom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feeds/{address}/changes.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened last, as a feed, by a secret address */
        get: operations["listFeedsChangesAtom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feeds/{address}/articles.rss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the license may use, as a feed, by a secret address */
        get: operations["listFeedsArticlesRss"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feeds/{address}/changes.rss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened last, as a feed, by a secret address */
        get: operations["listFeedsChangesRss"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feeds/{address}/articles.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the license may use, as a feed, by a secret address */
        get: operations["listFeedsArticlesJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feeds/{address}/changes.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened last, as a feed, by a secret address */
        get: operations["listFeedsChangesJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/thumbnails/{link}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A small picture to choose by, at an address from a list: entered, never billed */
        get: operations["readThumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What if? A decision with its whole trace; nothing is recorded and nothing delivered */
        post: operations["whatIf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Partner, license, titles, limits and use behind this token */
        get: operations["readMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/articles/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How an item would look: no delivery, and without a receipt */
        get: operations["previewArticle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/publications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What has been reported under the license, newest first */
        get: operations["listPublications"];
        put?: never;
        /**
         * Report where something was published: one report, a list, or a table
         * @description One report, a list of up to 1,000, or a table (`text/csv`, RFC 4180; the first line names the members, `components` are separated by spaces). All of it is entered, or nothing and the fault of each. The same report again is the same entry; another one under the same `clientRef` amends it. A license that is over or suspended may report.
         */
        post: operations["reportPublications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/declarations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What has been declared under the license, newest first */
        get: operations["listDeclarations"];
        put?: never;
        /**
         * Declare figures that are owed by contract: one, a list, or a table
         * @description As `reportPublications`, of figures that are owed by contract.
         */
        post: operations["declareFigures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/externals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enter what left by another door: e-mail, FTP… */
        post: operations["enterExternal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a receipt, or every receipt of a document, and what was published against what was released
         * @description Anyone may ask, with the text or the page as published. The stored text is never shown.
         */
        post: operations["verifyReceipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the log holds of a receipt, and whether that is proved: claims and block digests, never text */
        get: operations["readReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List operators */
        get: operations["listOperators"];
        put?: never;
        /** Add an operator, with a key */
        post: operations["createOperator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/operators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an operator */
        get: operations["readOperator"];
        put?: never;
        post?: never;
        /** Revoke an operator, for good */
        delete: operations["deleteOperator"];
        options?: never;
        head?: never;
        /** Change the name, the role or the standing of an operator */
        patch: operations["changeOperator"];
        trace?: never;
    };
    "/v1/admin/operators/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new key; the old one and its tokens are over at once */
        post: operations["rotateOperator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List partners */
        get: operations["listPartners"];
        put?: never;
        /** Register a partner with its titles */
        post: operations["createPartner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/partners/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a partner */
        get: operations["readPartner"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a partner, its titles or its status */
        patch: operations["changePartner"];
        trace?: never;
    };
    "/v1/admin/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List products */
        get: operations["listProducts"];
        put?: never;
        /** Define a product by what it selects */
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a product */
        get: operations["readProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what a product selects */
        patch: operations["changeProduct"];
        trace?: never;
    };
    "/v1/admin/licenses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List licenses */
        get: operations["listLicenses"];
        put?: never;
        /** Grant a license; only what its terms name, or its policy permits, is granted */
        post: operations["createLicense"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/licenses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a license with its history and its ODRL agreement */
        get: operations["readLicense"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change terms, suspend, reactivate or terminate */
        patch: operations["changeLicense"];
        trace?: never;
    };
    "/v1/admin/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List API keys */
        get: operations["listKeys"];
        put?: never;
        /** Make an API key for a license */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an API key */
        get: operations["readKey"];
        put?: never;
        post?: never;
        /** Revoke a key, for good */
        delete: operations["deleteKey"];
        options?: never;
        head?: never;
        /** Change the name, the end, the addresses or the binding of a key */
        patch: operations["changeKey"];
        trace?: never;
    };
    "/v1/admin/keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new secret; the old one works on for a while */
        post: operations["rotateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/keys/{id}/feed-address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a secret feed address, for readers that know nothing but a URL; the one before ends at once */
        post: operations["createKeyFeedAddres"];
        /** Revoke the secret feed address of a key */
        delete: operations["deleteKeyFeedAddres"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/phrases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List taught phrases, withdrawn ones too */
        get: operations["listPhrases"];
        put?: never;
        /** Teach a phrase: it forbids or demands, and adds to what the phrasebook reads */
        post: operations["createPhrase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/phrases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one */
        get: operations["readPhrase"];
        put?: never;
        post?: never;
        /** Withdraw: later readings do without it, what was read with it stays in force */
        delete: operations["deletePhrase"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/restrictions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List; `unreviewed=true` is what waits for the desk */
        get: operations["listRestrictions"];
        put?: never;
        /** Restrict, by a policy or by a text that the phrasebook reads */
        post: operations["createRestriction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/restrictions/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a text as the phrasebook would, storing nothing */
        post: operations["readRestrictionText"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/restrictions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one, with its history */
        get: operations["readRestriction"];
        put?: never;
        post?: never;
        /** Withdraw */
        delete: operations["deleteRestriction"];
        options?: never;
        head?: never;
        /** Confirm the reading, correct the policy, change the text, or withdraw */
        patch: operations["changeRestriction"];
        trace?: never;
    };
    "/v1/admin/articles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All items, latest change first; what is searched for, newest first */
        get: operations["listIngestedArticles"];
        /** Ingest one version of an item: ninjs (1.x, 2.x, 3.x) or NewsML-G2 */
        put: operations["ingestArticle"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/articles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One item in its current state, with versions, components and restrictions */
        get: operations["readIngestedArticle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Hold, release or kill an item, name its substitute, move its embargo */
        patch: operations["changeArticle"];
        trace?: never;
    };
    "/v1/admin/articles/{id}/holders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who was let have the item, by itself or inside an article, latest first */
        get: operations["listHolders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Ingest several items in one call, all or nothing: ninjs items as {items: […]}, or a newsMessage of NewsML-G2 */
        put: operations["ingestPackage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Parts of the archive, oldest month first */
        get: operations["listArchiveParts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/archive/{object}/{part}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The entries of a part, a line each, checked against manifest and ledger */
        get: operations["readArchivePart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/archive/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put entries back into the log that is searched */
        post: operations["restoreFromArchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/archive/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take restored entries out of the log again; the archive keeps them */
        post: operations["releaseRestored"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept the clock although the last entries are dated later than now
         * @description For when a clock was ahead and has been set right. Ledger objects commit nothing while their last entry is dated later than now, since nobody could tell which of the two is wrong. `now` is the time as you know it; what was dated later stays in the log as it is.
         */
        post: operations["acceptClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Numbers for a monitoring system, as Prometheus reads them
         * @description For a scraper that signs in as an auditor (OAuth 2 client credentials). Counters are those of all isolates together and never fall; what is not known at the moment is left out.
         */
        get: operations["readMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/partners/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how far the last move of a partner is */
        get: operations["readPartnerMove"];
        put?: never;
        /** Begin to move a partner to another ledger object */
        post: operations["movePartner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** State of the ledger objects and the outbox, with what is wrong */
        get: operations["readHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What fires, what has fired lately, and whom it was told
         * @description Answers also when the object that watches does not: then with what its standby has told.
         */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/alerts/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message to every hook, and say how each took it
         * @description Entered in the operators’ log. A hook is reached when it answers with a status of success within 5 seconds; what it answers is not read.
         */
        post: operations["testAlerts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** At a glance: what went out and was refused, quotas nearly used, and what waits for somebody */
        get: operations["readOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest checkpoint of the agency log, or a kept one by its size */
        get: operations["readLogCheckpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every kept checkpoint of the agency log, largest first */
        get: operations["listLogCheckpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That the agency log of `to` entries begins with the one of `from` */
        get: operations["proveLogConsistency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Verifier keys (C2SP signed-note) of the agency log, or of a license’s log */
        get: operations["readLogKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/timestamp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The RFC 3161 time stamp on a checkpoint of the agency log; by default on the newest that has one */
        get: operations["readLogTimestamp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deliveries, refusals and what else is in the log, newest first, each with its leaf
         * @description All that is given has to hold. Of what an entry has several of (sections, components, their codes and rules), one has to be it. Pages go on where the one before ended, whatever has come since.
         */
        get: operations["listEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last 30 days of a partner or license: traffic, reasons for refusals, quotas */
        get: operations["readActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/reports/breakdown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the list of the log has, counted by time, partner, section, reason and article */
        get: operations["breakDownLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One entry: why it was decided so, its receipt, and the proof that it is in the log
         * @description A partner reads its own entries; those of others are as unknown ones, to the byte. The entry is what the list has of it.
         */
        get: operations["readEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/refusal-counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Refusals that are counted and not entered, by day or hour, license and code, newest first
         * @description Requests for unknown or uncovered ids, and with keys that are over, are counted by the minute. Days and hours are UTC; `from` and `to` hold to the minute.
         */
        get: operations["listRefusalCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every kept checkpoint of a license’s log, largest first */
        get: operations["listLicenseCheckpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/checkpoints/{license}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest checkpoint of a license’s log, or a kept one by its size */
        get: operations["readLicenseCheckpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/proofs/{license}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That an entry is in a license’s log (`index`, `size`), or that a larger log begins with a smaller (`from`, `to`) */
        get: operations["proveEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/proofs/{license}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That the root of a license’s log is in the agency log */
        get: operations["proveLicenseInLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/exports/deliveries.ndjson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log as NDJSON, oldest first: each line an entry as the list shows it
         * @description Whole when its last line is the entry that `Export-Last` names. One that broke off is resumed with `after`, the id of the last entry received, and `to`, the `Export-To` of the first answer: together they are what one answer would have been.
         */
        get: operations["exportEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/exports/deliveries.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The log as CSV, oldest first, safe to open in a spreadsheet */
        get: operations["exportEntriesCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/evidence/licenses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Evidence of what was delivered and refused under a license
         * @description Everything needed to check, offline and without the gateway, what was delivered and refused, up to the newest checkpoint; README.md in it says how.
         */
        get: operations["packLicenseEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/evidence/articles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Evidence of who was let have an article; for a partner, of its own license */
        get: operations["packArticleEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What operators have done, newest first, each with its leaf */
        get: operations["listOperatorActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/reports/completeness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Requests seen at the edge against what the log has, day by day
         * @description Isolates write down what they see every few seconds: one that is lost takes its last seconds with it, which shows as a `surplus`.
         */
        get: operations["reportCompleteness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/reports/counter/pr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * COUNTER 5.1 platform report
         * @description By the COUNTER Code of Practice, Release 5.1, and the schema of its API. What is not known here is ignored and named in `Exceptions`; what is missing is refused with an exception of COUNTER’s as the whole answer.
         */
        get: operations["reportCounterPlatform"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/reports/counter/ir": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * COUNTER 5.1 item report
         * @description As the platform report, by article, and by component where one was asked for by itself.
         */
        get: operations["reportCounterItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/reports/articles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who received which version of an article, and who has it */
        get: operations["reportArticle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/reports/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each rule refused or withheld */
        get: operations["reportRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/reports/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries, deliveries and refusals by day or hour */
        get: operations["reportActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/reports/society": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a collecting society asks for: items by title, with deliveries and declared reach, as CSV */
        get: operations["reportForSociety"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/reconciliation/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reconcile on from where it was left; the gateway does so by itself, too
         * @description Reads on in the logs of licenses that report, or have to, and judges what is new. May be asked again at any time: nothing is found twice, and what somebody has said of a finding stays.
         */
        post: operations["reconcile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Findings of reconciliation, newest first, and how far it has come */
        get: operations["listFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/reconciliation/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One finding */
        get: operations["readFinding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Say what explains or settles a finding, or open it again */
        patch: operations["changeFinding"];
        trace?: never;
    };
    "/v1/publications/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What of your own reports does not agree with what you were delivered, newest first */
        get: operations["listOwnFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/entities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Names of things by their ids, or things by words of their names; each role has the kinds it may read
         * @description Lists and logs name things by their ids; this names what they are called. The headline of an article is that of the version that is asked for, otherwise of the current one. `ingest` reads articles and components; legal holds are named to auditors alone.
         */
        get: operations["findEntities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/reports/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was used in a period: a line for each license, or all there is to tell of one
         * @description Days are those of the license’s time zone. Every figure comes with the list of its entries. Of a period that is not over the report is as of now; close a statement for what is to stay.
         */
        get: operations["reportUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/reports/royalties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What flowed out of each supplier in a period, by license; of a single one, by item too */
        get: operations["reportRoyalties"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Statements, closed last first */
        get: operations["listStatements"];
        put?: never;
        /**
         * Close a period of a license: its statement is made, and never made again
         * @description Of a period that is over, once all of its entries are in the list of the log. What is corrected later are adjustments: entries of the log, shown with the statement and billed in the period that they are entered in.
         */
        post: operations["closeStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/statements/months": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which months of which licenses are closed, and which can be: twelve, a line for each license */
        get: operations["listStatementMonths"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/statements.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Statements as a table, a row for each: of a period, a license or a partner */
        get: operations["exportStatementsCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/statements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A statement as it was closed, and what was corrected since */
        get: operations["readStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/statements/{id}/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Correct a statement: an entry in the license’s log, and on its next bill */
        post: operations["adjustStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was used under the license in a period
         * @description The same figures that auditors see of the license.
         */
        get: operations["readOwnUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The license’s statements, closed last first */
        get: operations["listOwnStatements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage/statements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A statement as it was closed, and what was corrected since */
        get: operations["readOwnStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long which class of data is kept, what is held, and what was deleted */
        get: operations["readRetention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Legal holds, oldest first */
        get: operations["listHolds"];
        put?: never;
        /** Hold a license, partner or article: nothing of it is deleted until the hold is released */
        post: operations["placeHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One hold */
        get: operations["readHold"];
        put?: never;
        post?: never;
        /** Release a hold, for good: what is beyond its time goes */
        delete: operations["releaseHold"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What would have been decided otherwise, had restrictions or a license been others
         * @description Every delivery and refusal that the filter finds is decided again, on what was kept of then, as it was and with the change. One call goes through a part of the log: while `continue` is not null, send it back with the same question; the totals are of all calls so far. Nothing is entered or billed.
         */
        post: operations["replayLog"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/price": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a draft license would have cost, permitted and refused of what was asked for
         * @description The draft is taken to have been in force for the period, with the products of today and what restricted the items then; titles of other partners are asked for as if none had been stated. In parts, as `POST /v1/audit/replay`.
         */
        post: operations["priceLicense"];
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
        DecisionQuestion: {
            article: string;
            /** @default {} */
            use?: {
                action?: string;
                component?: string;
                title?: string;
                territory?: string;
                /** @enum {string} */
                channel?: "web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet";
                purpose?: string;
                context?: {
                    absolutePosition?: string;
                    absoluteSize?: number | string;
                    count?: number | string;
                    event?: string;
                    fileFormat?: string;
                    industry?: string;
                    meteredTime?: number | string;
                    payAmount?: number | string;
                    percentage?: number | string;
                    relativePosition?: string;
                    relativeSize?: number | string;
                    resolution?: number | string;
                    systemDevice?: string;
                    unitOfCount?: string;
                };
            };
        };
        NewPublication: {
            article?: string;
            uri?: string;
            version?: string;
            /** @description The `Rights-Entry` of the delivery that it was made from */
            entry?: string;
            /** @description The `Rights-Receipt` of that delivery */
            receipt?: string;
            /** @description Where it was published: id of a title */
            title: string;
            /** @description Where it can be seen. No address that names or follows a reader. */
            url?: string;
            use?: string;
            /** @enum {string} */
            channel: "web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet";
            territory?: string;
            /** @description Those that were used; absent: you do not say */
            components?: string[];
            /** Format: date-time */
            publishedAt: string;
            /** Format: date-time */
            withdrawnAt?: string;
            /** @description Your own id for it, no person’s. Reported again under the same one, it is amended. */
            clientRef?: string;
        };
        NewDeclaration: {
            title: string;
            period: string;
            /** @enum {string} */
            figure: "readers" | "circulation" | "end_users" | "subscribers" | "page_views" | "unique_visitors" | "listeners" | "viewers";
            value: number;
            unit?: string;
            /** @description Your own id for it, no person’s. Reported again under the same one, it is amended. */
            clientRef?: string;
        };
        DecisionAnswer: {
            article: string;
            version: string;
            /** @enum {string} */
            outcome: "permit" | "deny";
            code?: string;
            decidedBy: string;
            sentence: string;
            components: components["schemas"]["ComponentDecision"][];
            withheld: {
                component: string;
                code: string;
                decidedBy: string;
            }[];
            /** @description What the use would have to state */
            missing?: string[];
            rights?: components["schemas"]["EffectiveRights"];
        };
        ComponentDecision: {
            component: string;
            /** @enum {string} */
            type: "dispatch" | "photograph" | "graphic" | "logo" | "audio" | "video";
            /** @enum {string} */
            outcome: "permit" | "deny";
            /** @description Why it is denied */
            code?: string;
            /** @description `<policy>#<rule>`: the one rule that decided */
            decidedBy: string;
            sentence: string;
            message?: components["schemas"]["Message"];
            steps: components["schemas"]["TraceStep"][];
        };
        /** @description For the desk */
        Message: {
            key: string;
            parameters: {
                [key: string]: unknown;
            };
        };
        /** @description One rule that was looked at, and what came of it */
        TraceStep: {
            policy: string;
            rule: string;
            /** @enum {string} */
            kind: "permission" | "prohibition" | "duty" | "entitlement" | "review";
            /** @enum {string} */
            outcome: "granted" | "forbidden" | "fulfilled" | "not_applicable" | "unmet" | "indeterminate";
            reason: string;
            message?: components["schemas"]["Message"];
            constraint?: {
                leftOperand: string;
                operator: string;
                rightOperand?: unknown;
                unit?: string;
                actual?: unknown;
            };
            /** @description Of a review, for the desk: the words that wait */
            text?: string;
        };
        /** @description What remains: on a permit */
        EffectiveRights: {
            grants: {
                uses: string[];
                titles: string[];
                territories: string[];
                /** @description Codes taken out of the territories */
                except: string[];
                channels: ("web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet")[];
                /** @description Absent: any */
                purposes?: string[];
            }[];
            alterations?: ("headline" | "shorten" | "excerpt" | "translate" | "crop" | "combine")[];
            duties: {
                action: string;
                text?: string;
            }[];
            /** @description The rights hold only for a use that states this */
            stated?: {
                [key: string]: string | number;
            };
            /** @description Not to be published before; ms since 1970 */
            notBefore?: number;
            /** @description When the rights end; ms since 1970 */
            expires: number;
        };
        /** @description Answers to a list of questions, in their order */
        DecisionsAnswer: {
            items: (components["schemas"]["DecisionAnswer"] | components["schemas"]["UnknownArticle"])[];
        };
        /** @description There is no such article for this license */
        UnknownArticle: {
            article: string;
            /** @enum {string} */
            outcome: "deny";
            /** @enum {string} */
            code: "not_found";
            sentence: string;
        };
        Change: {
            id: string;
            uri: string;
            version: string;
            /** @enum {string} */
            changeType: "new" | "update" | "correction" | "advisory" | "hold" | "release" | "kill" | "elimination" | "resync";
            type: string;
            headline?: string;
            summary?: string;
            wordCount?: number;
            sections: string[];
            versionCreated: string;
            embargoedUntil?: string;
            components: {
                id: string;
                type: string;
                allowed: boolean;
            }[];
            href: string;
            notice?: string;
            /** @description Parts that could be had and may not be any more: remove them wherever they stand */
            withdrawn?: {
                id: string;
                type: string;
                code: string;
            }[];
            substitute?: {
                id: string;
                href: string;
            };
        };
        Event: {
            /** @description The same whenever and however the event is sent */
            id: string;
            /** @enum {string} */
            type: "article.killed" | "article.corrected" | "article.held" | "article.released" | "picture.eliminated" | "license.suspended" | "license.ended";
            /** @description When the agency made the change, ISO 8601 UTC */
            timestamp: string;
            data: {
                license: string;
                article?: string;
                version?: string;
                href?: string;
                /** @description The item within which the license received the article, such as a package */
                within?: string;
            };
        };
        WhatIfAnswer: {
            /** @enum {string} */
            outcome: "permit" | "deny";
            code?: string;
            decidedBy: string;
            sentence: string;
            message?: components["schemas"]["Message"] & unknown;
            at: string;
            /** @description The license that was asked about, or what kind of proposal */
            license?: {
                id: string;
                version?: number;
                /** @enum {string} */
                status?: "active" | "suspended" | "terminated";
                partner?: {
                    id: string;
                    name: string;
                };
                /** @enum {string} */
                proposed?: "terms" | "policy";
            };
            article?: string;
            version?: string;
            /** @description A proposed item, as it was read */
            item?: {
                id: string;
                uri: string;
                sections: string[];
                components: {
                    id: string;
                    /** @enum {string} */
                    type: "dispatch" | "photograph" | "graphic" | "logo" | "audio" | "video";
                }[];
            };
            steps: {
                /** @enum {string} */
                step: "license" | "product" | "pubStatus" | "embargo" | "policies" | "quota";
                /** @enum {string} */
                result: "passed" | "stopped" | "not_reached" | "not_asked";
                code?: string;
                sentence: string;
                message?: components["schemas"]["Message"] & unknown;
            }[];
            components: components["schemas"]["ComponentDecision"][];
            rights?: components["schemas"]["EffectiveRights"];
            policies: {
                id: string;
                version: number;
                sha256: string;
            }[];
            /** @description What the use would have to state */
            missing?: string[];
            warnings?: {
                /** @description JSON pointer into the resource */
                path: string;
                message: string;
                key?: string;
                parameters?: {
                    [key: string]: unknown;
                };
                /** @example unreachable */
                code?: string;
                /** @description The two rules that do not go together, or of which the second counts */
                rules?: {
                    id: string;
                    path: string;
                }[];
            }[];
            /** @description Why the license cannot be evaluated */
            faults?: {
                /** @description JSON pointer into the resource */
                path: string;
                message: string;
                key?: string;
                parameters?: {
                    [key: string]: unknown;
                };
                /** @example unreachable */
                code?: string;
                /** @description The two rules that do not go together, or of which the second counts */
                rules?: {
                    id: string;
                    path: string;
                }[];
            }[];
        };
        BareAnswer: {
            /** @enum {string} */
            decision: "permit" | "deny";
            code: string;
            reason: string;
            decidedBy?: string;
            missing?: string[];
            rules: {
                id: string;
                type: string;
                active: boolean;
                satisfied: boolean;
                reason: string;
            }[];
            faults: {
                /** @description JSON pointer into the resource */
                path: string;
                message: string;
                key?: string;
                parameters?: {
                    [key: string]: unknown;
                };
                /** @example unreachable */
                code?: string;
                /** @description The two rules that do not go together, or of which the second counts */
                rules?: {
                    id: string;
                    path: string;
                }[];
            }[];
        };
        /** @description What the token stands for */
        Me: {
            partner: {
                id: string;
                name: string;
            };
            license: {
                id: string;
                version: number;
                /** @enum {string} */
                status: "active" | "suspended" | "terminated";
                starts: string;
                /** @description The first instant at which the license is over */
                ends: string;
            };
            titles: {
                id: string;
                name: string;
                domains: string[];
                /** @description Home territory, ISO 3166-1 alpha-2 */
                market: string;
                kind?: string;
            }[];
            /** @description Acts that the license grants, each with what it includes */
            uses: string[];
            components: ("dispatch" | "photograph" | "graphic" | "logo" | "audio" | "video")[];
            /** @description ISO 3166-1 codes and named sets; `-JP` takes Japan out */
            territories: string[];
            /** @enum {string} */
            territoryBasis: "market" | "audience";
            channels: ("web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet")[];
            /** @description Absent: any */
            purposes?: string[];
            /** @description Absent: any */
            languages?: string[];
            /** @description Of a license whose rights are an ODRL policy: empty, see `policy` */
            alterations: ("headline" | "shorten" | "excerpt" | "translate" | "crop" | "combine")[];
            credit?: {
                line: string;
                byline: boolean;
            };
            advance: boolean;
            fullTextFeed: boolean;
            onlineDays?: number;
            retentionDays?: number;
            afterTerm?: {
                /** @enum {string} */
                keep: "none" | "published" | "all";
                deleteWithinDays: number;
            };
            reporting?: {
                withinDays: number;
            };
            /** @description ODRL, where the license is written so */
            policy?: {
                [key: string]: unknown;
            };
            /** @description Whose days and months quota and use count in */
            timeZone: string;
            quota: {
                limit: number;
                /** @enum {string} */
                per: "day" | "month" | "term";
                /** @enum {string} */
                onExceed: "refuse" | "overage";
                used: number;
                left: number;
            } | null;
            /** @description Billable units of the day, month and term that this instant is in */
            used: {
                day: number;
                month: number;
                term: number;
            };
            key: {
                id: string;
                name?: string;
                /** @enum {string} */
                env: "live" | "test";
                expires?: string | null;
            };
            /** @description How far the token narrows the license; absent members do not */
            token: {
                actions?: string[];
                datatypes?: ("dispatch" | "photograph" | "graphic" | "logo" | "audio" | "video")[];
                locations?: string[];
                channels?: ("web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet")[];
            };
            links: {
                articles: string;
                changes: string;
                decisions: string;
                publications: string;
                usage: string;
                log: string;
                checkpoint: string;
                licensing: string;
                reference: string;
            };
        };
        EnteredReports: {
            items: components["schemas"]["EnteredReport"][];
            entered: number;
            repeated: number;
        };
        EnteredReport: {
            id: string;
            /** @description Place in the license’s log, from 0 */
            index: number;
            at: string;
            leaf: string;
            /** @description It was there before: nothing was entered now */
            repeated: boolean;
            clientRef?: string;
        };
        NewExternal: {
            license: string;
            title?: string;
            article?: string;
            uri?: string;
            version?: string;
            components?: string[];
            /** @enum {string} */
            door: "email" | "ftp" | "phone" | "portal" | "satellite" | "paper" | "other";
            /** Format: date-time */
            sentAt: string;
            /** @description Kept for good in the log: no names of persons */
            note?: string;
        };
        PublicationEntry: {
            /** @enum {number} */
            v: 1;
            id: string;
            license: string;
            licenseVersion: number;
            /** @description Place in the license’s log, from 0 */
            index: number;
            at: string;
            /** @enum {string} */
            env: "live" | "test";
            partner: string;
            /** @description base64 SHA-256(0x00 ‖ the entry without `leaf`, in its RFC 8785 form) */
            leaf: string;
            /** @description The partner’s key that reported it; null: an operator entered it */
            key: string | null;
            operator?: string;
            /** @description The how-manieth amendment it is; absent: the first report */
            revision?: number;
            /** @enum {string} */
            outcome: "permit";
            code: null;
            /** @enum {number} */
            billable: 0;
            /** @enum {string} */
            kind: "publication";
            title: string;
            article: string;
            uri?: string;
            version: string | null;
            /** @description The entry of the delivery that it was made from, as the partner says */
            delivery: string | null;
            url: string | null;
            use: string | null;
            /** @enum {string} */
            channel: "web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet";
            territory: string | null;
            components: string[];
            publishedAt: string;
            withdrawnAt: string | null;
            clientRef: string | null;
        };
        DeclarationEntry: {
            /** @enum {number} */
            v: 1;
            id: string;
            license: string;
            licenseVersion: number;
            /** @description Place in the license’s log, from 0 */
            index: number;
            at: string;
            /** @enum {string} */
            env: "live" | "test";
            partner: string;
            /** @description base64 SHA-256(0x00 ‖ the entry without `leaf`, in its RFC 8785 form) */
            leaf: string;
            /** @description The partner’s key that reported it; null: an operator entered it */
            key: string | null;
            operator?: string;
            /** @description The how-manieth amendment it is; absent: the first report */
            revision?: number;
            /** @enum {string} */
            outcome: "permit";
            code: null;
            /** @enum {number} */
            billable: 0;
            /** @enum {string} */
            kind: "declaration";
            title: string;
            article: null;
            period: string;
            /** @enum {string} */
            figure: "readers" | "circulation" | "end_users" | "subscribers" | "page_views" | "unique_visitors" | "listeners" | "viewers";
            value: number;
            unit: string | null;
            clientRef: string | null;
        };
        ReceiptVerdict: {
            /** @description The receipt is signed by this gateway and unaltered */
            valid: boolean;
            /** @description Why it is not valid */
            reason?: string;
            claims?: components["schemas"]["ReceiptClaims"];
            state?: components["schemas"]["PublicationState"];
            /**
             * @description `with_insertions`: the whole text word for word, with blocks between its own that are listed as `added`. `altered_as_licensed`: nothing but what the receipt’s alterations allow (another headline, shortening, an excerpt). `altered`: more than that.
             * @enum {string}
             */
            text: "unmodified" | "with_insertions" | "altered_as_licensed" | "altered" | "another_article" | "not_given" | "not_covered" | "unknown";
            /** @description Blocks of the original that read differently, counted in the original: 0 is its headline */
            changed?: number[];
            /** @description Blocks of the original that are not there, counted in the original */
            missing?: number[];
            /** @description Published blocks that the original does not have, counted in the published text: 0 is its headline */
            added?: number[];
            /** @description The same for people, in the order of the text. Every `block` is counted in the original, of what was added, too */
            where?: {
                /**
                 * @description `beside`: a version of the text with other words stands outside of it
                 * @enum {string}
                 */
                change: "changed" | "missing" | "added" | "beside";
                /** @description Of the original, the headline is 0. Of what was added, the block before it; -1: none */
                block?: number;
                /** @description How it begins, as published */
                reads?: string;
            }[];
            /**
             * @description Whether the bytes are what was delivered; `unknown` until the delivery is in the log. Of other bytes, what their perceptual digest suggests and never proves: `same_picture` scaled or saved anew, `another_picture` or one with much cut off, or neither (`not_as_delivered`).
             * @enum {string}
             */
            picture?: "unmodified" | "same_picture" | "another_picture" | "not_as_delivered" | "unknown";
            /** @description What the verdict on the text does not say */
            note?: string;
            /**
             * @description How today stands to the dates of the receipt (`nbf`, `expires`), and to nothing else: a killed article’s receipt may be `in_force`. Whether the article may be used is said by `state`
             * @enum {string}
             */
            inForce: "not_yet" | "in_force" | "over" | "unknown";
            /**
             * @description `included`: proved against `checkpoint`. `overdue`: the promise of 24 hours is broken.
             * @enum {string}
             */
            log: "pending" | "included" | "overdue" | "contradicted" | "unknown";
            /** @description The kept checkpoint that the entry is proved to be in */
            checkpoint?: {
                origin: string;
                size: number;
                at: string;
            };
        };
        ReceiptClaims: {
            iss: string;
            /** @description RFC 7519 NumericDate, whole seconds */
            iat: number;
            /** @description RFC 7519 NumericDate, whole seconds */
            nbf?: number;
            jti: string;
            sub: string;
            license: string;
            licenseVersion: number;
            item: string;
            version: string;
            /** @description See docs/text-digest.md */
            digest: string;
            title: string | string[];
            uses: string[];
            territories: string[];
            channels: string[];
            purposes?: string[];
            alterations?: string[];
            /** @description The receipt holds for a use that states this, by ODRL left operand */
            stated?: {
                [key: string]: string | number;
            } | string;
            more?: {
                title: string | string[];
                uses: string[];
                territories: string[];
                channels: string[];
                purposes?: string[];
            }[] | string;
            /** @description Pictures that carry Content Credentials: their files are as the newsroom sent them, and no rights are written into them */
            contentCredentials?: string[] | string;
            /** @description RFC 7519 NumericDate, whole seconds */
            expires: number;
            log: {
                origin: string;
                index: number;
                leaf: string;
            };
        };
        PublicationState: {
            /**
             * @description What has become of the item since: `killed` and `held`: it must not be used. `corrected`, `updated`: a newer version is current. `unknown`: it is not stored any more
             * @enum {string}
             */
            state: "current" | "updated" | "corrected" | "embargoed" | "held" | "killed" | "unknown";
            asOf: string;
            since?: string;
            /** @description When the embargo ends */
            until?: string;
            /** @description The version that is current */
            version?: string;
            /** @description Why it was killed or held */
            notice?: string;
            /** @description The item that takes its place */
            substitute?: string;
            /** @description Delivered components that were killed or withheld by themselves, as a photograph is: they must not be used */
            withdrawn?: string[];
        };
        DocumentVerdict: {
            /** @enum {string} */
            kind: "html" | "atom" | "rss" | "json_feed" | "ninjs" | "newsml_g2" | "nitf" | "markdown" | "text" | "picture";
            /**
             * @description The worst of the verdicts. `withdrawn`: as it was released, and killed or held by the agency since: not for use; what was altered as well is `not_genuine`. `unchecked`: something could not be told, or there is no receipt.
             * @enum {string}
             */
            standing: "not_genuine" | "withdrawn" | "unchecked" | "genuine";
            heading: string;
            /** @description Articles or entries that the document has */
            stories: number;
            /** @description One of each receipt */
            verdicts: {
                /** @description Of a feed or package, which entry; 0 of others */
                story: number;
                /** @description The verdict in one line */
                heading: string;
                /** @description The text was found by its marks: all that stands between them was judged */
                marked: boolean;
                /** @description The receipt is signed by this gateway and unaltered */
                valid: boolean;
                /** @description Why it is not valid */
                reason?: string;
                claims?: components["schemas"]["ReceiptClaims"];
                state?: components["schemas"]["PublicationState"];
                /**
                 * @description `with_insertions`: the whole text word for word, with blocks between its own that are listed as `added`. `altered_as_licensed`: nothing but what the receipt’s alterations allow (another headline, shortening, an excerpt). `altered`: more than that.
                 * @enum {string}
                 */
                text: "unmodified" | "with_insertions" | "altered_as_licensed" | "altered" | "another_article" | "not_given" | "not_covered" | "unknown";
                /** @description Blocks of the original that read differently, counted in the original: 0 is its headline */
                changed?: number[];
                /** @description Blocks of the original that are not there, counted in the original */
                missing?: number[];
                /** @description Published blocks that the original does not have, counted in the published text: 0 is its headline */
                added?: number[];
                /** @description The same for people, in the order of the text. Every `block` is counted in the original, of what was added, too */
                where?: {
                    /**
                     * @description `beside`: a version of the text with other words stands outside of it
                     * @enum {string}
                     */
                    change: "changed" | "missing" | "added" | "beside";
                    /** @description Of the original, the headline is 0. Of what was added, the block before it; -1: none */
                    block?: number;
                    /** @description How it begins, as published */
                    reads?: string;
                }[];
                /**
                 * @description Whether the bytes are what was delivered; `unknown` until the delivery is in the log. Of other bytes, what their perceptual digest suggests and never proves: `same_picture` scaled or saved anew, `another_picture` or one with much cut off, or neither (`not_as_delivered`).
                 * @enum {string}
                 */
                picture?: "unmodified" | "same_picture" | "another_picture" | "not_as_delivered" | "unknown";
                /** @description What the verdict on the text does not say */
                note?: string;
                /**
                 * @description How today stands to the dates of the receipt (`nbf`, `expires`), and to nothing else: a killed article’s receipt may be `in_force`. Whether the article may be used is said by `state`
                 * @enum {string}
                 */
                inForce: "not_yet" | "in_force" | "over" | "unknown";
                /**
                 * @description `included`: proved against `checkpoint`. `overdue`: the promise of 24 hours is broken.
                 * @enum {string}
                 */
                log: "pending" | "included" | "overdue" | "contradicted" | "unknown";
                /** @description The kept checkpoint that the entry is proved to be in */
                checkpoint?: {
                    origin: string;
                    size: number;
                    at: string;
                };
            }[];
            /** @description What was not judged */
            note?: string;
        };
        ReceiptAnswer: {
            id: string;
            claims: {
                iss: string;
                /** @description RFC 7519 NumericDate, whole seconds */
                iat: number;
                jti: string;
                sub: string;
                license: string;
                licenseVersion: number;
                item: string;
                version: string;
                digest: string;
                log: {
                    origin: string;
                    index: number;
                    leaf: string;
                };
            };
            /** @description Also purpose and further facts of the use, by ODRL left operand, where stated */
            stated: {
                title: string | null;
                use: string | null;
                territory: string | null;
                channel: string | null;
            } & {
                [key: string]: string | number | null;
            };
            delivered: {
                component: string;
                digest: string;
            }[];
            /** @description Pictures of the delivery, with a PDQ digest of what they show: a likeness, no proof, and not part of the log entry */
            pictures?: {
                component: string;
                perceptual?: string;
            }[];
            /** @description Block digests of the dispatch, truncated; null when it was not delivered */
            text: {
                algorithm: string;
                digest: string;
                blocks: string[];
            } | null;
            /** @description Block digests of what delivered pictures and other parts say beside the text: headlines, captions, credits */
            captions: string[];
            state: components["schemas"]["PublicationState"];
            /**
             * @description `included`: proved against `checkpoint`. `pending`: no checkpoint covers it yet. `overdue`: none does after 24 hours. `contradicted`: the log has something else in this place, so the record is not what was entered. `unknown`: the ledger is out of reach
             * @enum {string}
             */
            log: "pending" | "included" | "overdue" | "contradicted" | "unknown";
            /** @description The kept checkpoint that the entry is proved to be in */
            checkpoint?: {
                origin: string;
                size: number;
                at: string;
            };
            /** @description Names, as of today, of the title that the request stated, or else of the titles that the license names */
            titles: {
                id: string;
                name: string;
            }[];
            /** @description What kind each delivered component is; empty when the version is not stored any more */
            components: {
                id: string;
                /** @enum {string} */
                type: "dispatch" | "photograph" | "graphic" | "logo" | "audio" | "video";
            }[];
        };
        OperatorWithSecret: components["schemas"]["Operator"] & {
            /** @description Shown this once; absent when a public key was registered */
            client_secret?: string;
        };
        Operator: {
            id: string;
            client_id: string;
            name: string;
            /** @enum {string} */
            role: "owner" | "desk" | "ingest" | "auditor";
            /** @enum {string} */
            status: "active" | "suspended" | "revoked";
            hint?: string;
            expires?: string;
            /** @description Who signs in with an identity provider */
            identity?: {
                issuer: string;
                subject: string;
            };
            version: number;
            created: string;
            updated: string;
        };
        Partner: {
            id: string;
            name: string;
            /** @enum {string} */
            status: "active" | "suspended";
            titles: components["schemas"]["Title"][];
            contact?: string;
            version: number;
            created: string;
            updated: string;
        };
        Title: {
            /** @example kansai-web */
            id: string;
            name: string;
            domains: string[];
            /**
             * @description Home market, ISO 3166-1 alpha-2 or ISO 3166-2
             * @example JP
             */
            market: string;
            /**
             * @description What a restriction such as MAGAZINES OUT asks for
             * @example magazine
             */
            kind?: string;
        };
        Product: {
            id: string;
            name: string;
            /**
             * @example [
             *       "sport"
             *     ]
             */
            sections?: string[];
            types?: ("text" | "picture" | "graphic" | "audio" | "video" | "composite" | "event" | "planning")[];
            subjects?: string[];
            /**
             * @example [
             *       "en",
             *       "de-AT"
             *     ]
             */
            languages?: string[];
            backfileDays?: number;
            version: number;
            created: string;
            updated: string;
        };
        License: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "active" | "suspended" | "terminated";
            partner: string;
            products: string[];
            /**
             * Format: date-time
             * @example 2026-01-01T00:00:00Z
             */
            starts: string;
            /**
             * Format: date-time
             * @description The first instant at which the license is over
             * @example 2026-01-01T00:00:00Z
             */
            ends: string;
            consent: components["schemas"]["Consent"];
            titles?: string[];
            /** @enum {string} */
            territoryBasis?: "market" | "audience";
            advance?: boolean;
            afterTerm?: {
                /** @enum {string} */
                keep: "none" | "published" | "all";
                deleteWithinDays: number;
            };
            exclusivity?: components["schemas"]["Exclusivity"];
            sublicensing?: Record<string, never>;
            fullTextFeed?: boolean;
            /** @description What is delivered has to be reported as published within this time */
            reporting?: {
                withinDays: number;
            };
            quota?: {
                limit: number;
                /** @enum {string} */
                per: "day" | "month" | "term";
                /** @enum {string} */
                onExceed: "refuse" | "overage";
            };
            /** @description Units that are billed at least, used or not */
            minimum?: {
                units: number;
                /** @enum {string} */
                per: "month" | "term";
            };
            /**
             * @description Whose days and months quota and minimum count in; else UTC
             * @example Asia/Tokyo
             */
            timeZone?: string;
            /**
             * @example [
             *       "display",
             *       "distribute"
             *     ]
             */
            uses?: string[];
            components?: ("dispatch" | "photograph" | "graphic" | "logo" | "audio" | "video")[];
            /**
             * @example [
             *       "DACH",
             *       "JP"
             *     ]
             */
            territories?: string[];
            channels?: ("web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet")[];
            purposes?: string[];
            languages?: string[];
            onlineDays?: number;
            retentionDays?: number;
            alterations?: ("headline" | "shorten" | "excerpt" | "translate" | "crop" | "combine")[];
            credit?: {
                line: string;
                byline: boolean;
            };
            /** @description Instead of uses, components, territories, channels, purposes, languages, alterations, credit, onlineDays, retentionDays: an ODRL 2.2 Set or Agreement (JSON-LD, RightsML 2.0, or the older JSON of ninjs encodedRights) */
            policy?: Record<string, never>;
            /** @description The id under which decisions and the log name its exclusivity */
            exclusivityId?: string;
            /** @description What is stored all the same, and what will come of it; absent when there is nothing to say */
            warnings?: components["schemas"]["Finding"][];
            created: string;
            updated: string;
        };
        Consent: {
            /** @example TMA-2026-0117 */
            reference: string;
            signedBy: string;
            /** Format: date */
            signedOn: string;
            documentDigest?: string;
        };
        Exclusivity: {
            /**
             * @example [
             *       "display",
             *       "distribute"
             *     ]
             */
            uses?: string[];
            components?: ("dispatch" | "photograph" | "graphic" | "logo" | "audio" | "video")[];
            /**
             * @example [
             *       "DACH",
             *       "JP"
             *     ]
             */
            territories?: string[];
            channels?: ("web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet")[];
            /**
             * Format: date-time
             * @example 2026-01-01T00:00:00Z
             */
            from?: string;
            /**
             * Format: date-time
             * @description The first instant at which it is over
             * @example 2026-01-01T00:00:00Z
             */
            until?: string;
            /**
             * @description Hours from the creation of each version
             * @example 24
             */
            firstHours?: number;
        };
        Finding: {
            /** @description JSON pointer into the resource */
            path: string;
            message: string;
            key?: string;
            parameters?: {
                [key: string]: unknown;
            };
            /** @example unreachable */
            code: string;
            /** @description The two rules that do not go together, or of which the second counts */
            rules?: {
                id: string;
                path: string;
            }[];
        };
        LicenseTerms: {
            partner: string;
            products: string[];
            /**
             * Format: date-time
             * @example 2026-01-01T00:00:00Z
             */
            starts: string;
            /**
             * Format: date-time
             * @description The first instant at which the license is over
             * @example 2026-01-01T00:00:00Z
             */
            ends: string;
            consent: components["schemas"]["Consent"];
            titles?: string[];
            /** @enum {string} */
            territoryBasis?: "market" | "audience";
            advance?: boolean;
            afterTerm?: {
                /** @enum {string} */
                keep: "none" | "published" | "all";
                deleteWithinDays: number;
            };
            exclusivity?: components["schemas"]["Exclusivity"];
            sublicensing?: Record<string, never>;
            fullTextFeed?: boolean;
            /** @description What is delivered has to be reported as published within this time */
            reporting?: {
                withinDays: number;
            };
            quota?: {
                limit: number;
                /** @enum {string} */
                per: "day" | "month" | "term";
                /** @enum {string} */
                onExceed: "refuse" | "overage";
            };
            /** @description Units that are billed at least, used or not */
            minimum?: {
                units: number;
                /** @enum {string} */
                per: "month" | "term";
            };
            /**
             * @description Whose days and months quota and minimum count in; else UTC
             * @example Asia/Tokyo
             */
            timeZone?: string;
            /**
             * @example [
             *       "display",
             *       "distribute"
             *     ]
             */
            uses?: string[];
            components?: ("dispatch" | "photograph" | "graphic" | "logo" | "audio" | "video")[];
            /**
             * @example [
             *       "DACH",
             *       "JP"
             *     ]
             */
            territories?: string[];
            channels?: ("web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet")[];
            purposes?: string[];
            languages?: string[];
            onlineDays?: number;
            retentionDays?: number;
            alterations?: ("headline" | "shorten" | "excerpt" | "translate" | "crop" | "combine")[];
            credit?: {
                line: string;
                byline: boolean;
            };
            /** @description Instead of uses, components, territories, channels, purposes, languages, alterations, credit, onlineDays, retentionDays: an ODRL 2.2 Set or Agreement (JSON-LD, RightsML 2.0, or the older JSON of ninjs encodedRights) */
            policy?: Record<string, never>;
        };
        LicenseWithHistory: components["schemas"]["License"] & {
            /** @description The ODRL policy that is evaluated: what the terms compile to, or what was uploaded */
            agreement: {
                [key: string]: unknown;
            } | null;
            /** @description Billable units of the current day, month and term, as the ledger object counts them; null when it cannot be asked */
            used: {
                day: number;
                month: number;
                term: number;
            } | null;
            versions: {
                version: number;
                /** @enum {string} */
                status: "active" | "suspended" | "terminated";
                at: string;
                operator: string;
                terms?: unknown;
            }[];
        };
        ApiKeyWithSecret: components["schemas"]["ApiKey"] & {
            /** @description Shown this once; absent when a public key was registered */
            client_secret?: string;
        };
        ApiKey: {
            id: string;
            client_id: string;
            license: string;
            name: string;
            /** @enum {string} */
            env: "live" | "test";
            /** @enum {string} */
            status: "active" | "revoked";
            /** @description How the newest secret, or the thumbprint of the public key, ends */
            hint: string;
            /** @enum {string} */
            authMethod: "client_secret" | "private_key_jwt";
            dpop: boolean;
            /** @description When a token was last issued, or the feed address last read, to the minute */
            lastUsed?: string;
            /** @description It has a secret feed address, which is shown only when it is made */
            feedAddress?: {
                created: string;
                expires?: string;
            };
            expires?: string;
            addresses?: string[];
            version: number;
            created: string;
            updated: string;
        };
        RotatedApiKey: components["schemas"]["ApiKeyWithSecret"] & {
            /** @description When older secrets stop working */
            previousExpires: string;
        };
        FeedAddress: {
            key: string;
            created: string;
            /** @description The list as a feed. Each address is a secret, shown this once */
            articles: {
                atom: string;
                rss: string;
                json: string;
            };
            /** @description The changes as a feed */
            changes: {
                atom: string;
                rss: string;
                json: string;
            };
        };
        Phrase: {
            id: string;
            phrase: string;
            language: string;
            meaning?: string;
            /** @description ODRL 2.2 policy that forbids or demands; one that permits anything is refused */
            policy?: {
                [key: string]: unknown;
            };
            /** @description What it means, in words */
            prose: string;
            /** @enum {string} */
            status: "active" | "withdrawn";
            /** @description Who taught it, or withdrew it */
            operator: string;
            created: string;
            updated: string;
        };
        Restriction: {
            id: string;
            version: number;
            scope: string;
            /** @description The item that the restricted component belongs to */
            item?: string;
            /** @enum {string} */
            source: "desk" | "wire";
            /** @enum {string} */
            status: "active" | "withdrawn";
            text?: string;
            /** @description ODRL 2.2 policy as JSON-LD, RightsML 2.0 profile allowed */
            policy: {
                [key: string]: unknown;
            } | null;
            /** @description The policy in words */
            prose: string | null;
            /** @description What the phrasebook made of the text */
            reading?: {
                phrases: {
                    phrase: string;
                    rule: string;
                    prose: string;
                    /** @description The question that the desk answers */
                    confirm?: string;
                    /** @description The same for programs */
                    questions?: {
                        /** @enum {string} */
                        about: "days" | "credit-line" | "members" | "titles" | "place";
                        /** @description Of a place that can be several */
                        name?: string;
                        /** @description What it can be; the rule takes all of them */
                        codes?: string[];
                    }[];
                }[];
                /** @description The words that no phrase accounts for, in order */
                unaccounted: string[];
                complete: boolean;
            };
            /** @description What is probably not meant; parts of the policy that cannot be evaluated (`unevaluable`) forbid, always */
            warnings?: components["schemas"]["Finding"][];
            reviewed: boolean;
            affects?: {
                /** @description Licenses in force with a product that selects what is restricted */
                licenses: number;
                /**
                 * @description There may be more: only 2000 licenses are looked at
                 * @enum {boolean}
                 */
                more?: true;
                /** @description Restrictions that wait with the same text and interpretation, this one among them */
                sameText: number;
                /** @description Of the article */
                headline?: string;
                sections?: string[];
                component?: {
                    type: string;
                    headline?: string;
                    caption?: string;
                    /** @description Absent: its bytes have not come yet */
                    contentType?: string;
                };
            };
            created: string;
            updated: string;
        };
        Reading: {
            text: string;
            phrases: {
                phrase: string;
                rule: string;
                prose: string;
                /** @description The question that the desk answers */
                confirm?: string;
                /** @description The same for programs */
                questions?: {
                    /** @enum {string} */
                    about: "days" | "credit-line" | "members" | "titles" | "place";
                    /** @description Of a place that can be several */
                    name?: string;
                    /** @description What it can be; the rule takes all of them */
                    codes?: string[];
                }[];
            }[];
            /** @description The words that no phrase accounts for, in order */
            unaccounted: string[];
            complete: boolean;
            /** @description ODRL 2.2 policy as JSON-LD, RightsML 2.0 profile allowed */
            policy: {
                [key: string]: unknown;
            } | null;
            /** @description The policy in words */
            prose: string | null;
            /** @description Not read in full, but the desk has said before what these words mean: the policy is that */
            confirmed: boolean;
        };
        RestrictionWithHistory: components["schemas"]["Restriction"] & {
            versions: {
                version: number;
                /** @enum {string} */
                status: "active" | "withdrawn";
                reviewed: boolean;
                text?: string;
                /** @description ODRL 2.2 policy as JSON-LD, RightsML 2.0 profile allowed */
                policy: {
                    [key: string]: unknown;
                } | null;
                at: string;
                operator: string;
            }[];
        };
        IngestedArticle: {
            id: string;
            uri: string;
            version: string;
            sections: string[];
            components: {
                id: string;
                type: string;
            }[];
            unreviewed: string[];
            /** @description Fields of the item’s own profile: kept, never delivered */
            extra?: string[];
            /** @description What was stored, and stops less than its newsroom may mean */
            warnings?: {
                path: string;
                message: string;
            }[];
        };
        ArticleLine: {
            id: string;
            uri: string;
            version: string;
            type: string;
            /** @enum {string} */
            pubStatus: "usable" | "withheld" | "canceled";
            headline: string | null;
            sections: string[];
            versionCreated: string;
            embargoedUntil?: string;
        };
        Article: {
            id: string;
            uri: string;
            version: string;
            sections: string[];
            type: string;
            /** @enum {string} */
            pubStatus: "usable" | "withheld" | "canceled";
            changeType: string;
            versionCreated: string;
            headline?: string;
            language?: string;
            embargoedUntil?: string;
            notice?: string;
            substitute?: string;
            extra?: {
                [key: string]: unknown;
            };
            components: {
                id: string;
                /** @enum {string} */
                type: "dispatch" | "photograph" | "graphic" | "logo" | "audio" | "video";
                name: string;
                uri: string;
                version?: string;
                headline?: string;
                caption?: string;
                byline?: string;
                supplier?: string;
                usageTerms?: string;
                /** @description Absent: no content yet */
                digest?: string;
                content?: {
                    contentType: string;
                    bytes: number;
                };
                /**
                 * @description The item that this component is has been stopped by itself
                 * @enum {string}
                 */
                stopped?: "killed" | "held";
                embargoedUntil?: string;
            }[];
            restrictions: {
                id: string;
                version: number;
                scope: string;
                text?: string;
                reviewed: boolean;
            }[];
            unreviewed: string[];
            versions: {
                version: string;
                versionCreated: string;
                changeType: string;
            }[];
        };
        Holder: {
            license: string;
            partner: string;
            /** @description Of the partner */
            name: string | null;
            /** @description Of the partner */
            contact: string | null;
            title: string | null;
            /** @description The item itself, or an article that contains it */
            article: string;
            /** @description Of that article; null: it left by another door, and nobody said which version it was */
            version: string | null;
            at: string;
            entry: string;
        };
        IngestedPackage: {
            items: (components["schemas"]["IngestedArticle"] & {
                created: boolean;
            })[];
        };
        ArchivePart: {
            object: string;
            part: number;
            month: string;
            entries: number;
            firstAt: string;
            lastAt: string;
            file: string;
            bytes: number;
            sha256: string;
            licenses: {
                license: string;
                first: number;
                last: number;
                /** @description base64 root of the license’s tree of last + 1 leaves */
                root: string;
                /** @description Entries of these that have no text any more: their time was over */
                deleted?: number;
            }[];
            /** @description Texts were deleted from the file: how often, and when last */
            shortened?: {
                times: number;
                at: string;
            };
            restored: string | null;
        };
        AcceptedClock: {
            now: string;
            /** @description Whose last entry was dated later than now, and how */
            objects: {
                object: string;
                lastEntry: string;
            }[];
        };
        PartnerMove: {
            partner: string;
            source: string;
            target: string;
            began: string;
            /** @description null: it still goes on */
            ended: string | null;
        };
        Alert: {
            id: string;
            /** @enum {string} */
            kind: "watch_down" | "d1_unreachable" | "schema_behind" | "object_unreachable" | "clock_unsure" | "clock_set_back" | "unavailable" | "bugs" | "outbox_behind" | "d1_went_back" | "licenses_held" | "log_contradicted" | "ledger_changed" | "promise_broken" | "promise_soon" | "checkpoints_failing" | "checkpoint_behind" | "outside_failing" | "drain_behind" | "alarm_overdue" | "archive_damaged";
            /** @enum {string} */
            severity: "critical" | "warning";
            object: string | null;
            detail: string;
            message?: components["schemas"]["Message"] & unknown;
            /** @description For partners */
            meaning: string;
            runbook: string;
            since: string;
            /** @description null: it fires */
            until: string | null;
            /** @description How often it was told that it fires */
            told: number;
            deliveries: {
                hook: string;
                /** @enum {string} */
                type: "alert.firing" | "alert.resolved";
                at: string;
                triedAt: string | null;
                /**
                 * @description `overtaken`: a newer message of the same alert was sent in its place
                 * @enum {string}
                 */
                state: "waiting" | "delivered" | "failed" | "overtaken";
                tries: number;
                status: number | null;
                /** @description `not_configured`, `timed_out`, `unreachable`, `refused` or `too_many` */
                reason: string | null;
            }[];
        };
        Overview: {
            at: string;
            /** @description Hours (UTC, `2026-11-26T16`) of the last 61 days in which something was asked for, in order */
            activity: {
                hour: string;
                deliveries: number;
                refusals: number;
            }[];
            /** @description Licenses that have used 80 % of their quota or more, most used first; as of up to half a minute ago */
            quotas: {
                /** @description At most 1,000: that or more */
                count: number;
                /** @description The first few */
                items: {
                    license: string;
                    partner: {
                        id: string;
                        name: string | null;
                    };
                    /** @description Of the agreement */
                    reference: string | null;
                    used: number;
                    limit: number;
                    /** @enum {string} */
                    per: "day" | "month" | "term";
                    /** @enum {string} */
                    onExceed: "refuse" | "overage";
                    /** @description When it counts anew, or the term ends */
                    resets: string;
                }[];
                /** @description False: a ledger object did not answer */
                complete: boolean;
            };
            /** @description Open findings of reconciliation, newest first */
            findings: {
                /** @description At most 1,000: that or more */
                count: number;
                /** @description The first few */
                items: {
                    id: string;
                    /** @enum {string} */
                    kind: "published_without_delivery" | "delivered_not_reported" | "published_before_term" | "published_after_term" | "published_while_suspended" | "published_before_embargo" | "published_while_held" | "published_after_kill" | "kept_after_kill" | "stale_version" | "outside_title" | "outside_territory" | "outside_use" | "wrong_channel" | "against_restriction";
                    license: string;
                    sentence: string;
                    since: string;
                }[];
            };
            /** @description The month up to today, and the month before up to the same day */
            months: {
                current: {
                    /** @description The first day, YYYY-MM-DD */
                    from: string;
                    /** @description The last day; it is included */
                    to: string;
                    units: number;
                    deliveries: number;
                    refusals: number;
                    /** @description Partners with a delivery or refusal in these days */
                    partners: number;
                };
                previous: {
                    /** @description The first day, YYYY-MM-DD */
                    from: string;
                    /** @description The last day; it is included */
                    to: string;
                    units: number;
                    deliveries: number;
                    refusals: number;
                    /** @description Partners with a delivery or refusal in these days */
                    partners: number;
                };
            };
            /** @description Licenses without a statement for the last finished month; at most 1,000 */
            statements: {
                period: string;
                due: number;
            };
            /** @description Null for auditors */
            desk: {
                /** @description Active licenses that end within 60 days, the next first */
                ending: {
                    /** @description At most 1,000: that or more */
                    count: number;
                    /** @description The first few */
                    items: {
                        license: string;
                        partner: {
                            id: string;
                            name: string | null;
                        };
                        /** @description Of the agreement */
                        reference: string | null;
                        ends: string;
                    }[];
                };
                /** @description Embargoes that lift next */
                embargoes: {
                    /** @description At most 1,000: that or more */
                    count: number;
                    /** @description The first few */
                    items: {
                        article: string;
                        headline: string | null;
                        embargoedUntil: string;
                    }[];
                };
                /** @description Restrictions that wait for the desk, the oldest first */
                unreviewed: {
                    /** @description At most 1,000: that or more */
                    count: number;
                    /** @description The first few */
                    items: {
                        restriction: string;
                        scope: string;
                        text: string | null;
                    }[];
                };
                /** @description Live keys of active licenses that expire within 14 days, then those without a token for 7 days */
                keys: {
                    /** @description At most 1,000: that or more */
                    count: number;
                    /** @description The first few */
                    items: {
                        key: string;
                        name: string;
                        license: string;
                        partner: {
                            id: string;
                            name: string | null;
                        };
                        expires: string | null;
                        lastUsed: string | null;
                        /** @enum {string} */
                        concern: "expiring" | "silent";
                    }[];
                };
                /** @description Whether there is any at all */
                has: {
                    partners: boolean;
                    products: boolean;
                    licenses: boolean;
                    keys: boolean;
                    articles: boolean;
                    auditors: boolean;
                };
            } | null;
        };
        LedgerEntry: components["schemas"]["UseEntry"] | components["schemas"]["PublicationEntry"] | components["schemas"]["DeclarationEntry"] | components["schemas"]["AdjustmentEntry"] | components["schemas"]["ExternalEntry"];
        UseEntry: {
            /** @enum {number} */
            v: 1;
            id: string;
            license: string;
            licenseVersion: number;
            /** @description Place in the license’s log, from 0 */
            index: number;
            at: string;
            /** @enum {string} */
            env: "live" | "test";
            partner: string;
            /** @description base64 SHA-256(0x00 ‖ the entry without `leaf`, in its RFC 8785 form) */
            leaf: string;
            /** @enum {string} */
            kind: "delivery" | "refusal";
            title: string | null;
            key: string;
            article: string;
            uri: string;
            version: string;
            sections: string[];
            format: string;
            use: string | null;
            territory: string | null;
            channel: string | null;
            /** @description What else was stated of the use, by ODRL left operand */
            stated?: {
                [key: string]: string | number;
            };
            /** @description What the token left of the license, where it named less */
            narrowed?: {
                actions?: string[];
                datatypes?: string[];
                locations?: string[];
                channels?: string[];
            };
            /** @enum {string} */
            outcome: "permit" | "deny";
            code: string | null;
            decidedBy: string;
            policies: {
                id: string;
                version: number;
                sha256: string;
            }[];
            delivered: {
                component: string;
                digest: string;
                supplier?: string;
                type?: string;
            }[];
            /** @description Of a thumbnail: the component that was shown small, and not delivered */
            shown?: {
                component: string;
                digest: string;
                supplier?: string;
                type?: string;
            }[];
            withheld: {
                component: string;
                code: string;
                decidedBy: string;
                type?: string;
            }[];
            /** @description Units that this entry added to the bill */
            billable: number;
            /** @description The components that they are of */
            billed?: string[];
        };
        AdjustmentEntry: {
            /** @enum {number} */
            v: 1;
            id: string;
            license: string;
            licenseVersion: number;
            /** @description Place in the license’s log, from 0 */
            index: number;
            at: string;
            /** @enum {string} */
            env: "live" | "test";
            partner: string;
            /** @description base64 SHA-256(0x00 ‖ the entry without `leaf`, in its RFC 8785 form) */
            leaf: string;
            /** @description The partner’s key that reported it; null: an operator entered it */
            key: string | null;
            operator?: string;
            /** @description The how-manieth amendment it is; absent: the first report */
            revision?: number;
            /** @enum {string} */
            outcome: "permit";
            code: null;
            /** @enum {number} */
            billable: 0;
            /** @enum {string} */
            kind: "adjustment";
            title: string | null;
            article: null;
            statement: string;
            units: number;
            reason: string;
        };
        ExternalEntry: {
            /** @enum {number} */
            v: 1;
            id: string;
            license: string;
            licenseVersion: number;
            /** @description Place in the license’s log, from 0 */
            index: number;
            at: string;
            /** @enum {string} */
            env: "live" | "test";
            partner: string;
            /** @description base64 SHA-256(0x00 ‖ the entry without `leaf`, in its RFC 8785 form) */
            leaf: string;
            /** @description The partner’s key that reported it; null: an operator entered it */
            key: string | null;
            operator?: string;
            /** @description The how-manieth amendment it is; absent: the first report */
            revision?: number;
            /** @enum {string} */
            outcome: "permit";
            code: null;
            /** @enum {number} */
            billable: 0;
            /** @enum {string} */
            kind: "external";
            title: string | null;
            article: string;
            version: string | null;
            components: string[];
            /** @enum {string} */
            door: "email" | "ftp" | "phone" | "portal" | "satellite" | "paper" | "other";
            sentAt: string;
            note: string | null;
        };
        Activity: {
            at: string;
            /** @description The instant that the first of `days` begins with */
            from: string;
            /** @description The last 30 days of the license’s time zone, today last */
            days: {
                day: string;
                deliveries: number;
                refusals: number;
                units: number;
            }[];
            /** @description The 30 days before them */
            previous: {
                day: string;
                deliveries: number;
                refusals: number;
                units: number;
            }[];
            /** @description The 3 codes that most of the refusals in `days` have */
            reasons: {
                code: string;
                entries: number;
            }[];
            /** @description Null: none is in the log */
            lastRequestAt: string | null;
            /** @description Of active licenses, the 10 fullest */
            quotas: {
                license: string;
                /** @description Units of live keys in the current window */
                used: number;
                limit: number;
                /** @enum {string} */
                per: "day" | "month" | "term";
                /** @enum {string} */
                onExceed: "refuse" | "overage";
                /** @description When the next window begins, or the term ends */
                resets: string;
            }[];
            /** @description The 10 newest, at any time */
            refusals: {
                entry: string;
                at: string;
                license: string;
                article: string;
                headline: string | null;
                code: string;
            }[];
        };
        LogBreakdown: {
            /**
             * @description What the steps of the time line are: the longer the span, the longer they are
             * @enum {string}
             */
            every: "hour" | "day" | "week" | "month";
            /** @description Where the last of them ends; null: nothing matches */
            to: string | null;
            timeline: {
                /** @description Where the step begins */
                at: string;
                entries: number;
                refusals: number;
            }[];
            partners: {
                partner: string;
                name: string | null;
                entries: number;
            }[];
            /** @description An entry of two sections counts in both; empty: of none */
            sections: {
                section: string;
                entries: number;
            }[];
            /** @description Entries that were refused, or had a component withheld, for this reason */
            codes: {
                code: string;
                entries: number;
            }[];
            /** @description With `articles=true`; the headline is that of the newest version */
            articles?: {
                article: string;
                headline: string | null;
                entries: number;
            }[];
            /** @description Months of which entries were deleted, and are not among these */
            archived: string[];
        };
        ReceiptRecord: {
            id: string;
            claims: {
                iss: string;
                /** @description RFC 7519 NumericDate, whole seconds */
                iat: number;
                jti: string;
                sub: string;
                license: string;
                licenseVersion: number;
                item: string;
                version: string;
                digest: string;
                log: {
                    origin: string;
                    index: number;
                    leaf: string;
                };
            };
            /** @description Also purpose and further facts of the use, by ODRL left operand, where stated */
            stated: {
                title: string | null;
                use: string | null;
                territory: string | null;
                channel: string | null;
            } & {
                [key: string]: string | number | null;
            };
            delivered: {
                component: string;
                digest: string;
            }[];
            /** @description Pictures of the delivery, with a PDQ digest of what they show: a likeness, no proof, and not part of the log entry */
            pictures?: {
                component: string;
                perceptual?: string;
            }[];
            /** @description Block digests of the dispatch, truncated; null when it was not delivered */
            text: {
                algorithm: string;
                digest: string;
                blocks: string[];
            } | null;
            /** @description Block digests of what delivered pictures and other parts say beside the text: headlines, captions, credits */
            captions: string[];
        };
        RefusalCount: {
            /**
             * @description The day, or the hour, UTC
             * @example 2026-11-24T16
             */
            period: string;
            /** @description Of the token */
            license: string;
            code: string;
            count: number;
        };
        OperatorAction: {
            id: string;
            operator: string;
            /** @example license.change */
            act: string;
            resource: string;
            /** @description Hex SHA-256 of the resource’s RFC 8785 form; null: there was none */
            before: string | null;
            after: string | null;
            /** @description When it was asked for */
            done: string;
            /** @description When it was entered */
            at: string;
            index: number;
            /** @description base64 SHA-256(0x00 ‖ the entry without `leaf`, in its RFC 8785 form) */
            leaf: string;
            /** @enum {number} */
            v: 1;
            /** @enum {string} */
            kind: "action";
            license: string;
            /** @enum {string} */
            env: "live";
            /** @enum {string} */
            partner: "";
            /** @enum {string} */
            outcome: "permit";
            code: null;
            article: null;
            /** @enum {number} */
            billable: 0;
            /** @description Where it comes from when not from a route: an issuer, `command`, `d1` */
            via?: string;
            /** @description Why a command was told to do it */
            reason?: string;
        };
        CompletenessDay: {
            /**
             * Format: date
             * @description In UTC
             */
            day: string;
            /**
             * @description `missing`: the edge has seen what the log does not have. `surplus`: the log has what the edge has not seen. `open`: the day is not over. `unwatched`: before anything was seen. `gone`: not all of the day is in the database any more.
             * @enum {string}
             */
            finding: "complete" | "missing" | "surplus" | "open" | "unwatched" | "gone";
            /** @description What the edge saw entered and counted, less what the log has */
            difference: {
                entries: number;
                counted: number;
            } | null;
            /** @description Requests that might have let something out: articles, components, texts of feeds */
            seen: number;
            /** @description Of these, answered with an entry of the log */
            entered: number;
            /** @description Refused by the ledger, and only counted */
            counted: number;
            /** @description Without a trace in the log, by the reason */
            notEntered: {
                /** @description No good token */
                unauthenticated: number;
                /** @description Not a request that can be judged, or no format that is offered */
                malformed: number;
                /** @description Too many */
                limited: number;
                /** @description 503, or bytes that are not there: nothing was delivered */
                unavailable: number;
                /** @description Answered with content and without an entry: look into it */
                unlogged: number;
                /** @description Failed otherwise */
                other: number;
            };
            /** @description Seen, and not known how it ended; around midnight it may be less than 0 */
            openEnded: number;
            ledger: {
                /** @description Deliveries and refusals that the log has of the day */
                entries: number;
                /** @description Refusals that were only counted */
                counted: number;
            };
            /** @description Isolates that have written what they saw */
            isolates: number;
        };
        /** @description By the schema of COUNTER’s API, Release 5.1 */
        CounterReport: {
            Report_Header: {
                /** @enum {string} */
                Release: "5.1";
                Report_ID: string;
                Report_Name: string;
                Created: string;
                Created_By: string;
                Institution_Name: string;
                Exceptions?: components["schemas"]["CounterException"][];
            } & {
                [key: string]: unknown;
            };
            Report_Items: {
                [key: string]: unknown;
            }[];
        };
        CounterException: {
            Code: number;
            Message: string;
            Data?: string;
        };
        ArticleReport: {
            at: string;
            article: string;
            uri: string;
            /** @description The newest */
            version: string;
            pubStatus: string;
            headline: string | null;
            /** @description Which title got which version, and what of it */
            received: {
                license: string;
                partner: string;
                /** @description The partner’s */
                name: string | null;
                title: string | null;
                version: string;
                /** @description Deliveries that carried content */
                times: number;
                components: {
                    component: string;
                    type: string | null;
                    times: number;
                    firstAt: string;
                    lastAt: string;
                    /** @description Id of the first of these entries */
                    first: string;
                    /** @description Id of the last of them */
                    last: string;
                }[];
                firstAt: string;
                lastAt: string;
                /** @description Id of the first of these entries */
                first: string;
                /** @description Id of the last of them */
                last: string;
                /** @description The entries */
                href: string;
            }[];
            refused: {
                license: string;
                partner: string;
                /** @description The partner’s */
                name: string | null;
                title: string | null;
                code: string;
                times: number;
                firstAt: string;
                lastAt: string;
                /** @description Id of the first of these entries */
                first: string;
                /** @description Id of the last of them */
                last: string;
                href: string;
            }[];
            /** @description Who has it, by itself or inside an article; also by entries that were deleted */
            holders: {
                license: string;
                partner: string;
                /** @description Of the partner */
                name: string | null;
                title: string | null;
                /** @description The item itself, or an article that contains it */
                article: string;
                /** @description Of that article; null: it left by another door, and nobody said which version it was */
                version: string | null;
                at: string;
                entry: string;
                href: string;
            }[];
            /** @description There are more holders than are listed */
            more: boolean;
            /** @description Months of which entries were deleted, and are not among these */
            archived: string[];
        };
        RulesReport: {
            period: {
                name: string;
                from: string;
                to: string;
            };
            /** @description When it was made */
            at: string;
            items: components["schemas"]["RuleReportLine"][];
            /** @description Rules that are not listed: those that stopped least */
            more: number;
            /** @description Always empty: what was stopped is counted when its entries are deleted, too */
            archived: string[];
        };
        RuleReportLine: {
            rule: string;
            /** @description What it is, as of now, where that can be said */
            words: string | null;
            message?: components["schemas"]["Message"] & unknown;
            /** @description In which it refused or withheld something */
            entries: number;
            /** @description Requests that it refused */
            refused: number;
            /** @description Components that it stopped */
            components: number;
            licenses: number;
            firstAt: string;
            lastAt: string;
            codes: {
                code: string;
                refused: number;
                components: number;
            }[];
            href: string;
        };
        ActivityReport: {
            period: {
                name: string;
                from: string;
                to: string;
            };
            /** @description When it was made */
            at: string;
            totals: {
                entries: number;
                deliveries: number;
                refusals: number;
            };
            timeline: {
                at: string;
                entries: number;
                deliveries: number;
                refusals: number;
            }[];
            /** @description All days together, by the hour of the license’s day */
            hours: {
                hour: string;
                entries: number;
                deliveries: number;
                refusals: number;
            }[];
        };
        ReconciliationRun: {
            /** @description Licenses that were looked at to the end */
            licenses: number;
            entries: number;
            /** @description Publications */
            judged: number;
            opened: number;
            settled: number;
            /** @description There was not time enough: ask again */
            more: boolean;
        };
        ReconciliationFinding: {
            id: string;
            /** @enum {string} */
            kind: "published_without_delivery" | "delivered_not_reported" | "published_before_term" | "published_after_term" | "published_while_suspended" | "published_before_embargo" | "published_while_held" | "published_after_kill" | "kept_after_kill" | "stale_version" | "outside_title" | "outside_territory" | "outside_use" | "wrong_channel" | "against_restriction";
            license: string;
            partner: string;
            article: string;
            sentence: string;
            message?: components["schemas"]["Message"] & unknown;
            /** @description Entries, versions, the rule, the change of the item: what it can be checked by */
            evidence: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            state: "open" | "explained" | "settled";
            note: string | null;
            /** @description Who has said so; null: nobody, it was found or has settled by itself */
            operator: string | null;
            since: string;
            changed: string;
        };
        OwnFinding: {
            id: string;
            /** @enum {string} */
            kind: "published_without_delivery" | "delivered_not_reported" | "published_before_term" | "published_after_term" | "published_while_suspended" | "published_before_embargo" | "published_while_held" | "published_after_kill" | "kept_after_kill" | "stale_version" | "outside_title" | "outside_territory" | "outside_use" | "wrong_channel" | "against_restriction";
            license: string;
            article: string;
            sentence: string;
            message?: components["schemas"]["Message"] & unknown;
            /** @description Entries, versions, the rule, the change of the item: what it can be checked by */
            evidence: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            state: "open" | "explained" | "settled";
            note: string | null;
            since: string;
            changed: string;
        };
        Entity: {
            id: string;
            /** @enum {string} */
            kind: "partner" | "title" | "license" | "key" | "product" | "article" | "component" | "restriction" | "phrase" | "operator" | "statement" | "hold" | "finding";
            /** @description A license is `Partner · Reference`, an article its headline */
            name: string;
            /** @description That the headline is of, where one was asked for */
            version?: string;
            /** @description What tells it from others of the same name */
            detail?: string;
            type?: string;
            status?: string;
            at?: string;
            partner?: {
                id: string;
                name: string;
            };
            /** @description That a component is part of */
            article?: string;
            /** @description That a license is for */
            titles?: {
                id: string;
                name: string;
            }[];
            /** @description Of the consent that a license rests on */
            reference?: string;
            /** @description Whose days the periods of a license have */
            timeZone?: string;
        };
        UsageReport: {
            period: {
                name: string;
                from: string;
                to: string;
            };
            /** @description When it was made: of a period that is not over it is not final */
            at: string;
            /** @description A line for each license; of a single one, all there is to tell */
            items: (components["schemas"]["LicenseUsage"] | {
                license: string;
                partner: string;
                /** @description Of the license, at the end of the period */
                version: number;
                /** @description Whose days the period has */
                timeZone: string;
                /** @description The instant that the period begins with there */
                from: string;
                /** @description The first instant after it */
                to: string;
                live?: components["schemas"]["UsageFigures"];
                test?: components["schemas"]["UsageFigures"];
                billing?: components["schemas"]["UsageBilling"];
            })[];
            /** @description Always absent: what is in the archive is counted and listed as all else */
            archived?: string[];
            /** @description Of all lines; of test keys only if they were asked for */
            totals: {
                /** @description Deliveries and refusals */
                entries: number;
                deliveries: number;
                refusals: number;
                /** @description Deliveries that carried nothing: HEAD, 304 */
                empty: number;
                /** @description Deliveries that carried content and added nothing to the bill */
                repeats: number;
                units: number;
                firstAt: string | null;
                lastAt: string | null;
                overage: number;
                shortfall: number;
                adjusted: number;
                billed: number;
            };
        };
        LicenseUsage: {
            license: string;
            partner: string;
            /** @description Of the license, at the end of the period */
            version: number;
            /** @description Whose days the period has */
            timeZone: string;
            /** @description The instant that the period begins with there */
            from: string;
            /** @description The first instant after it */
            to: string;
            live?: components["schemas"]["UsageFiguresInDetail"];
            test?: components["schemas"]["UsageFiguresInDetail"];
            billing?: components["schemas"]["UsageBilling"];
            titles: {
                title: string | null;
                live?: components["schemas"]["UsageFiguresInDetail"];
                test?: components["schemas"]["UsageFiguresInDetail"];
            }[];
            series: {
                at: string;
                entries: number;
                deliveries?: number;
                refusals?: number;
                units?: number;
            }[];
        };
        UsageFiguresInDetail: components["schemas"]["UsageFigures"] & {
            sections: {
                section: string;
                entries: number;
                units: number;
                href: string;
            }[];
            types: {
                type: string;
                components: number;
                units: number;
                deliveries: number;
                href?: string;
            }[];
            suppliers: {
                supplier: string;
                components: number;
                units: number;
                deliveries: number;
                href?: string;
            }[];
            refusalsByCode: {
                code: string;
                entries: number;
                href: string;
            }[];
            withheldByCode: {
                code: string;
                components: number;
                href: string;
            }[];
            refusalsByRule: {
                rule: string;
                entries: number;
                href: string;
            }[];
        };
        UsageFigures: {
            /** @description Deliveries and refusals */
            entries: number;
            deliveries: number;
            refusals: number;
            /** @description Deliveries that carried nothing: HEAD, 304 */
            empty: number;
            /** @description Deliveries that carried content and added nothing to the bill */
            repeats: number;
            units: number;
            firstAt: string | null;
            lastAt: string | null;
            /** @description The entries behind each */
            links: {
                deliveries: string;
                refusals: string;
                empty: string;
                repeats: string;
                units: string;
            };
        };
        UsageBilling: {
            /** @description Of live keys, in the period */
            units: number;
            /** @description How many of them are beyond the quota */
            overage: number;
            quota: {
                limit: number;
                /** @enum {string} */
                per: "day" | "month" | "term";
                /** @enum {string} */
                onExceed: "refuse" | "overage";
                /** @description The day, the month, or the first day of the term */
                window: string;
                /** @description Units of the window up to the end of the period */
                used: number;
                /** @description Units of the period that are beyond the limit */
                overage: number;
            }[];
            minimum: {
                units: number;
                /** @enum {string} */
                per: "month" | "term";
                window: string;
                used: number;
                /** @description null while the window is not over */
                shortfall: number | null;
            }[];
            /** @description Of the minimum of months and terms that ended in the period */
            shortfall: number;
            adjustments: components["schemas"]["Adjustment"][];
            /** @description `units` + `shortfall` + the units of `adjustments` */
            billed: number;
        };
        Adjustment: {
            entry: string;
            at: string;
            statement: string;
            title: string | null;
            units: number;
            reason: string;
        };
        RoyaltyReport: {
            period: {
                name: string;
                from: string;
                to: string;
            };
            at: string;
            suppliers: {
                supplier: string;
                /** @description That were delivered */
                components: number;
                /** @description That had any of them */
                deliveries: number;
                /** @description That were billed for them */
                units: number;
                licenses: {
                    license: string;
                    /** @description That were delivered */
                    components: number;
                    /** @description That had any of them */
                    deliveries: number;
                    /** @description That were billed for them */
                    units: number;
                    href: string;
                }[];
            }[];
            /** @description Of the one supplier that was asked for, by article; a page */
            items?: {
                license: string;
                article: string;
                /** @description That were delivered */
                components: number;
                /** @description That had any of them */
                deliveries: number;
                /** @description That were billed for them */
                units: number;
                href: string;
            }[];
            next?: string | null;
        };
        StatementHead: {
            id: string;
            license: string;
            partner: string;
            period: string;
            closed: string;
            /** @description Entries of the license’s log that it covers */
            size: number;
            units: number;
            billed: number;
            overage: number;
            shortfall: number;
            /** @description Units of corrections entered in the period */
            adjusted: number;
            /** @description Hex, of the RFC 8785 form of `statement` */
            sha256: string;
            href: string;
        };
        StatementMonths: {
            /** @description Newest first, of all licenses whatever the query */
            months: {
                period: string;
                /** @description Licenses */
                open: number;
                /** @description Licenses */
                ready: number;
                /** @description Licenses */
                closed: number;
            }[];
            items: {
                license: string;
                partner: string;
                /** @description The partner’s */
                name: string;
                /** @description Of the agreement */
                reference: string | null;
                /** @description Whose days its months have */
                timeZone: string;
                months: {
                    period: string;
                    /**
                     * @description `open`: it still runs in the license’s time zone; `ready`: it can be closed; `closed`: a statement of it, or of its quarter or year, is there; `none`: nothing to close
                     * @enum {string}
                     */
                    state: "open" | "ready" | "closed" | "none";
                    statement?: string;
                }[];
            }[];
            next: string | null;
        };
        Statement: {
            /** @description As it was closed, in its RFC 8785 form: not a byte of it changes */
            statement: {
                /** @enum {number} */
                v: 1;
                id: string;
                license: string;
                partner: string;
                period: {
                    name: string;
                    from: string;
                    to: string;
                };
                closed: string;
                log: {
                    origin: string;
                    size: number;
                    /** @description Of this size; null where nothing is in the log */
                    checkpoint: string | null;
                };
                usage: components["schemas"]["LicenseUsage"];
            };
            sha256: string;
            /** @description Corrections since then */
            adjustments: components["schemas"]["Adjustment"][];
        };
        EnteredAdjustment: components["schemas"]["Adjustment"] & {
            index: number;
            leaf: string;
        };
        Retention: {
            keeps: {
                /** @description Months; null: for good */
                entries: number | null;
                /** @description Months; null: for good */
                actions: number | null;
                /** @description Months; null: for good */
                counts: number | null;
                /** @description Months; null: for good */
                findings: number | null;
            };
            /** @description What is wrong with RETENTION: until it is mended nothing is deleted */
            fault?: string;
            /** @description Those in force */
            holds: components["schemas"]["Hold"][];
            /** @description Entries, of those that may match, whose text is kept nowhere any more, since the time of RETENTION is over; lists tell them on the last page, and with a count */
            deleted: {
                month: string;
                entries: number;
                /** @description When the last of them went */
                at: string;
            }[];
        };
        Hold: {
            id: string;
            version: number;
            /** @enum {string} */
            kind: "license" | "partner" | "article";
            target: string;
            reason: string;
            operator: string;
            since: string;
            /** @description Absent while it is in force */
            released?: {
                at: string;
                operator: string;
                reason: string;
            };
        };
        ReplayAnswer: {
            totals: components["schemas"]["ReplayTotals"];
            sentences: string[];
            /** @description Months of which entries were deleted, and may be missing */
            archived?: string[];
            warnings?: {
                /** @description JSON pointer into the resource */
                path: string;
                message: string;
                key?: string;
                parameters?: {
                    [key: string]: unknown;
                };
                /** @example unreachable */
                code?: string;
                /** @description The two rules that do not go together, or of which the second counts */
                rules?: {
                    id: string;
                    path: string;
                }[];
            }[];
            /** @description Send it back with the same question for the next part of the log; null: that was all */
            continue: {
                place: {
                    article: string;
                    n: number | null;
                };
                /** @description Of an article that is not through */
                units: {
                    license: string;
                    term: number;
                    component: string;
                    type: string;
                    billed: string[];
                    would: string[];
                }[];
                totals: components["schemas"]["ReplayTotals"];
            } | null;
        };
        ReplayTotals: {
            /** @description Deliveries and refusals that were decided again */
            entries: number;
            same: number;
            /** @description `permit` or the code of the refusal, as it was and as it would have been */
            changed: {
                from: string;
                to: string;
                entries: number;
            }[];
            components: {
                type: string;
                from: string;
                to: string;
                components: number;
            }[];
            /** @description Units that would have been billed, and that would not */
            units: {
                license: string;
                title: string;
                added: number;
                dropped: number;
            }[];
            sections: {
                section: string;
                added: number;
                dropped: number;
            }[];
            types: {
                type: string;
                added: number;
                dropped: number;
            }[];
            /** @description What is not kept as it was judged, and was not decided again */
            notDecided: {
                reason: string;
                entries: number;
            }[];
            /** @description Refused for a quota that the changed license has otherwise: counted as permitted */
            quotaNotApplied: number;
            examples: {
                entry: string;
                license: string;
                article: string;
                at: string;
                from: string;
                to: string;
                /** @description Why it would have been decided otherwise */
                sentence: string;
                message?: components["schemas"]["Message"] & unknown;
                href: string;
            }[];
        };
        ReplayQuestion: {
            filter: {
                license?: string;
                partner?: string;
                article?: string;
                section?: string;
                /** Format: date-time */
                from: string;
                /**
                 * Format: date-time
                 * @description The first instant after the period
                 */
                to: string;
            };
            change: {
                /**
                 * @description Policies, or `{text}`: in force for every entry that the filter finds
                 * @default []
                 */
                restrictions?: Record<string, never>[];
                /**
                 * @description Ids of restrictions and exclusivities that had not been
                 * @default []
                 */
                withdraw?: string[];
                /** @description For the license of the filter: other terms, or another version of it */
                license?: {
                    /** @description As POST /v1/admin/licenses takes them; without `partner`, of no titles */
                    terms: {
                        partner: string;
                        products: string[];
                        /**
                         * Format: date-time
                         * @example 2026-01-01T00:00:00Z
                         */
                        starts: string;
                        /**
                         * Format: date-time
                         * @description The first instant at which the license is over
                         * @example 2026-01-01T00:00:00Z
                         */
                        ends: string;
                        consent: components["schemas"]["Consent"];
                        titles?: string[];
                        /** @enum {string} */
                        territoryBasis?: "market" | "audience";
                        advance?: boolean;
                        afterTerm?: {
                            /** @enum {string} */
                            keep: "none" | "published" | "all";
                            deleteWithinDays: number;
                        };
                        exclusivity?: components["schemas"]["Exclusivity"];
                        sublicensing?: Record<string, never>;
                        fullTextFeed?: boolean;
                        /** @description What is delivered has to be reported as published within this time */
                        reporting?: {
                            withinDays: number;
                        };
                        quota?: {
                            limit: number;
                            /** @enum {string} */
                            per: "day" | "month" | "term";
                            /** @enum {string} */
                            onExceed: "refuse" | "overage";
                        };
                        /** @description Units that are billed at least, used or not */
                        minimum?: {
                            units: number;
                            /** @enum {string} */
                            per: "month" | "term";
                        };
                        /**
                         * @description Whose days and months quota and minimum count in; else UTC
                         * @example Asia/Tokyo
                         */
                        timeZone?: string;
                        /**
                         * @example [
                         *       "display",
                         *       "distribute"
                         *     ]
                         */
                        uses?: string[];
                        components?: ("dispatch" | "photograph" | "graphic" | "logo" | "audio" | "video")[];
                        /**
                         * @example [
                         *       "DACH",
                         *       "JP"
                         *     ]
                         */
                        territories?: string[];
                        channels?: ("web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet")[];
                        purposes?: string[];
                        languages?: string[];
                        onlineDays?: number;
                        retentionDays?: number;
                        alterations?: ("headline" | "shorten" | "excerpt" | "translate" | "crop" | "combine")[];
                        credit?: {
                            line: string;
                            byline: boolean;
                        };
                        /** @description Instead of uses, components, territories, channels, purposes, languages, alterations, credit, onlineDays, retentionDays: an ODRL 2.2 Set or Agreement (JSON-LD, RightsML 2.0, or the older JSON of ninjs encodedRights) */
                        policy?: Record<string, never>;
                    };
                } | {
                    version: number;
                };
            };
            continue?: {
                place: {
                    article: string;
                    n: number | null;
                };
                /** @description Of an article that is not through */
                units: {
                    license: string;
                    term: number;
                    component: string;
                    type: string;
                    billed: string[];
                    would: string[];
                }[];
                totals: components["schemas"]["ReplayTotals"];
            };
        };
        PriceAnswer: {
            /** @description Once for each title, item and component */
            units: number;
            quota?: {
                limit: number;
                /** @enum {string} */
                per: "day" | "month" | "term";
                /** @enum {string} */
                onExceed: "refuse" | "overage";
                /** @description Units above the limit, of all windows */
                over: number;
                exceeded: {
                    window: string;
                    units: number;
                    over: number;
                }[];
            };
            /** @description With what other licenses have alone: it could not be stored */
            clashes: {
                path: string;
                message: string;
                code: string;
            }[];
            warnings?: {
                /** @description JSON pointer into the resource */
                path: string;
                message: string;
                key?: string;
                parameters?: {
                    [key: string]: unknown;
                };
                /** @example unreachable */
                code?: string;
                /** @description The two rules that do not go together, or of which the second counts */
                rules?: {
                    id: string;
                    path: string;
                }[];
            }[];
            totals: components["schemas"]["PriceTotals"];
            sentences: string[];
            /** @description Months of which entries were deleted, and may be missing */
            archived?: string[];
            /** @description Send it back with the same question for the next part of the log; null: that was all */
            continue: {
                place: {
                    article: string;
                    n: number | null;
                };
                units: {
                    title: string;
                    component: string;
                }[];
                totals: components["schemas"]["PriceTotals"];
            } | null;
        };
        PriceTotals: {
            /** @description Deliveries and refusals of the basis, with live keys */
            asked: number;
            permitted: number;
            refused: {
                code: string;
                entries: number;
            }[];
            sections: {
                section: string;
                permitted: number;
                refused: number;
                units: number;
            }[];
            /** @description Components, by their type */
            types: {
                type: string;
                permitted: number;
                refused: number;
                units: number;
            }[];
            titles: {
                title: string;
                units: number;
            }[];
            /** @description In the zone of the license */
            days: {
                day: string;
                units: number;
            }[];
            notDecided: {
                reason: string;
                entries: number;
            }[];
        };
        PriceQuestion: {
            /** @description As POST /v1/admin/licenses takes them; without `partner`, of no titles */
            terms: {
                partner: string;
                products: string[];
                /**
                 * Format: date-time
                 * @example 2026-01-01T00:00:00Z
                 */
                starts: string;
                /**
                 * Format: date-time
                 * @description The first instant at which the license is over
                 * @example 2026-01-01T00:00:00Z
                 */
                ends: string;
                consent: components["schemas"]["Consent"];
                titles?: string[];
                /** @enum {string} */
                territoryBasis?: "market" | "audience";
                advance?: boolean;
                afterTerm?: {
                    /** @enum {string} */
                    keep: "none" | "published" | "all";
                    deleteWithinDays: number;
                };
                exclusivity?: components["schemas"]["Exclusivity"];
                sublicensing?: Record<string, never>;
                fullTextFeed?: boolean;
                /** @description What is delivered has to be reported as published within this time */
                reporting?: {
                    withinDays: number;
                };
                quota?: {
                    limit: number;
                    /** @enum {string} */
                    per: "day" | "month" | "term";
                    /** @enum {string} */
                    onExceed: "refuse" | "overage";
                };
                /** @description Units that are billed at least, used or not */
                minimum?: {
                    units: number;
                    /** @enum {string} */
                    per: "month" | "term";
                };
                /**
                 * @description Whose days and months quota and minimum count in; else UTC
                 * @example Asia/Tokyo
                 */
                timeZone?: string;
                /**
                 * @example [
                 *       "display",
                 *       "distribute"
                 *     ]
                 */
                uses?: string[];
                components?: ("dispatch" | "photograph" | "graphic" | "logo" | "audio" | "video")[];
                /**
                 * @example [
                 *       "DACH",
                 *       "JP"
                 *     ]
                 */
                territories?: string[];
                channels?: ("web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet")[];
                purposes?: string[];
                languages?: string[];
                onlineDays?: number;
                retentionDays?: number;
                alterations?: ("headline" | "shorten" | "excerpt" | "translate" | "crop" | "combine")[];
                credit?: {
                    line: string;
                    byline: boolean;
                };
                /** @description Instead of uses, components, territories, channels, purposes, languages, alterations, credit, onlineDays, retentionDays: an ODRL 2.2 Set or Agreement (JSON-LD, RightsML 2.0, or the older JSON of ninjs encodedRights) */
                policy?: Record<string, never>;
            };
            /** Format: date-time */
            from: string;
            /**
             * Format: date-time
             * @description The first instant after the period
             */
            to: string;
            /**
             * @description Whose asking is taken; empty: all that was asked for
             * @default {}
             */
            basis?: {
                license?: string;
                partner?: string;
                article?: string;
                section?: string;
            };
            continue?: {
                place: {
                    article: string;
                    n: number | null;
                };
                units: {
                    title: string;
                    component: string;
                }[];
                totals: components["schemas"]["PriceTotals"];
            };
        };
        /** @description A refusal (RFC 9457). `code` is stable; `type` leads to a page that says what it means. */
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            /** @enum {string} */
            code: "malformed" | "invalid_cursor" | "invalid_token" | "insufficient_scope" | "cross_site" | "license_suspended" | "license_expired" | "held" | "embargoed" | "use_not_licensed" | "component_not_licensed" | "title_not_licensed" | "territory_not_licensed" | "channel_not_licensed" | "purpose_not_licensed" | "language_not_licensed" | "outside_term" | "outside_token" | "restricted" | "restriction_unreviewed" | "duty_unfulfilled" | "indeterminate" | "policy_void" | "quota_exceeded" | "not_found" | "not_acceptable" | "method_not_allowed" | "conflict" | "killed" | "precondition_failed" | "too_complex" | "headers_too_large" | "too_large" | "range_not_satisfiable" | "unsupported_type" | "content_unavailable" | "too_many_requests" | "internal" | "ledger_unavailable" | "storage_unavailable" | "gateway_busy" | "checkpoint_pending" | "change_pending";
            /** @description What it was about, in a sentence */
            detail: string;
            message?: components["schemas"]["Message"];
            /** @description Where the request is wrong */
            errors?: components["schemas"]["Fault"][];
            /** @description How many faults there are besides those of `errors` */
            moreErrors?: number;
            /** @description `<policy>#<rule>` of the rule that decided, or the step that did */
            decidedBy?: string;
            /** @description By component: how it was decided */
            trace?: (components["schemas"]["ComponentDecision"] | {
                decidedBy: string;
                sentence: string;
            })[];
            /** @description What a use would have to state to be decided */
            missing?: string[];
            /** @description Where the refusal stands in the log */
            entry?: string;
            /** @description Of a killed item: the kill notice */
            notice?: string;
            /** @description What takes the place of a killed item, where your license covers it */
            substitute?: {
                id: string;
                /** Format: uri */
                href: string;
            };
            quota?: {
                limit: number;
                used: number;
            } & {
                [key: string]: unknown;
            };
            /** @description Of the operator, where it is not one of `roles` */
            role?: string;
            /** @description Roles of operators that may do this */
            roles?: string[];
            /** @description Media types on offer */
            offered?: string[];
            /** @description What the request has more of than one request may: of its body, or of work that it causes */
            exceeded?: {
                /** @enum {string} */
                what: "bodyBytes" | "nodes" | "characters" | "comparisons" | "termsWords" | "policyCharacters" | "inflatedBytes";
                limit: number;
            };
            /** @description Entries in the log that was asked for */
            size?: number;
            reason?: string;
            /** @description To quote when a fault of the gateway is reported */
            request?: string;
        };
        Fault: {
            /** @description JSON pointer, or the name of a header */
            path: string;
            message: string;
            /** @description Of a table: the line of the file, from 1 */
            line?: number;
            /** @description Of a table: which field of the line, from 1 */
            column?: number;
            /** @description Names the message, so that a program can say it in its own words */
            key?: string;
            /** @description What the message says besides, such as a limit. A word of a vocabulary is {of, value}, a message within it {key, parameters} */
            parameters?: {
                [key: string]: string | number | Record<string, never> | unknown[];
            };
            code?: string;
            rules?: {
                id: string;
                path: string;
            }[];
        };
        /** @description RFC 6749 §5.2 */
        OAuthError: {
            error: string;
            error_description: string;
        };
    };
    responses: {
        /** @description The body is too large */
        TooLarge: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 413;
                    /** @enum {unknown} */
                    code?: "too_large";
                };
            };
        };
        /** @description The body is not of an accepted type */
        UnsupportedType: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 415;
                    /** @enum {unknown} */
                    code?: "unsupported_type";
                };
            };
        };
        /** @description A header, or all of them together, are too large */
        HeadersTooLarge: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 431;
                    /** @enum {unknown} */
                    code?: "headers_too_large";
                };
            };
        };
        /** @description Something went wrong in the gateway; `request` names the request */
        Internal: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 500;
                    /** @enum {unknown} */
                    code?: "internal";
                };
            };
        };
        /** @description The request is malformed: `errors` says where; or it causes more work than one request may: `exceeded` */
        Malformed: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 400;
                    /** @enum {unknown} */
                    code?: "malformed" | "invalid_cursor" | "too_complex";
                };
            };
        };
        /** @description A part of the gateway is out of reach, or has no room for another large answer: nothing was delivered. A change may wait to be confirmed; where that is not known, `detail` says so */
        LedgerUnavailable: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 503;
                    /** @enum {unknown} */
                    code?: "ledger_unavailable" | "storage_unavailable";
                };
            };
        };
        /** @description No valid access token */
        InvalidToken: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                "WWW-Authenticate": components["headers"]["WWW-AuthenticateRequired"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 401;
                    /** @enum {unknown} */
                    code?: "invalid_token";
                };
            };
        };
        /** @description The token, the license or a restriction does not allow this */
        InsufficientScope: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                "Rights-Entry": components["headers"]["Rights-Entry"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 403;
                    /** @enum {unknown} */
                    code?: "insufficient_scope";
                };
            };
        };
        /** @description There is no such thing, or none that you may know of */
        NotFound: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 404;
                    /** @enum {unknown} */
                    code?: "not_found";
                };
            };
        };
        /** @description The state of the resource does not allow this */
        Conflict: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 409;
                    /** @enum {unknown} */
                    code?: "conflict";
                };
            };
        };
        /** @description Too many requests, or large answers at a time; `Retry-After` says when to come again */
        TooManyRequests: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                "Retry-After": components["headers"]["Retry-AfterRequired"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 429;
                    /** @enum {unknown} */
                    code?: "too_many_requests";
                };
            };
        };
        /** @description A part of the gateway is out of reach, or has no room for another large answer: nothing was delivered. A change may wait to be confirmed; where that is not known, `detail` says so */
        LedgerUnavailable2: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 503;
                    /** @enum {unknown} */
                    code?: "ledger_unavailable" | "storage_unavailable" | "change_pending";
                };
            };
        };
        /** @description The token, the license or a restriction does not allow this */
        InsufficientScope2: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                "Rights-Entry": components["headers"]["Rights-Entry"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 403;
                    /** @enum {unknown} */
                    code?: "insufficient_scope" | "license_suspended" | "license_expired" | "use_not_licensed";
                };
            };
        };
        /** @description None of the accepted formats is offered: `offered` names those that are */
        NotAcceptable: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 406;
                    /** @enum {unknown} */
                    code?: "not_acceptable";
                };
            };
        };
        /** @description A condition of the request does not hold */
        PreconditionFailed: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 412;
                    /** @enum {unknown} */
                    code?: "precondition_failed";
                };
            };
        };
        /** @description The quota is used up */
        QuotaExceeded: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                "Rights-Entry": components["headers"]["Rights-Entry"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 402;
                    /** @enum {unknown} */
                    code?: "quota_exceeded";
                };
            };
        };
        /** @description There is no such thing, or none that you may know of */
        NotFound2: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 404;
                    /** @enum {unknown} */
                    code?: "not_found" | "content_unavailable";
                };
            };
        };
        /** @description The item has been killed */
        Killed: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                "Rights-Entry": components["headers"]["Rights-Entry"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 410;
                    /** @enum {unknown} */
                    code?: "killed";
                };
            };
        };
        /** @description The token, the license or a restriction does not allow this */
        InsufficientScope3: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                "Rights-Entry": components["headers"]["Rights-Entry"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 403;
                    /** @enum {unknown} */
                    code?: "insufficient_scope" | "license_suspended" | "license_expired";
                };
            };
        };
        /** @description The token, the license or a restriction does not allow this */
        LicenseSuspended: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                "Rights-Entry": components["headers"]["Rights-Entry"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 403;
                    /** @enum {unknown} */
                    code?: "license_suspended" | "license_expired";
                };
            };
        };
        /** @description A part of the gateway is out of reach, or has no room for another large answer: nothing was delivered. A change may wait to be confirmed; where that is not known, `detail` says so */
        LedgerUnavailable3: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 503;
                    /** @enum {unknown} */
                    code?: "ledger_unavailable" | "storage_unavailable" | "checkpoint_pending";
                };
            };
        };
        /** @description A part of the gateway is out of reach, or has no room for another large answer: nothing was delivered. A change may wait to be confirmed; where that is not known, `detail` says so */
        LedgerUnavailable4: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 503;
                    /** @enum {unknown} */
                    code?: "ledger_unavailable" | "storage_unavailable" | "checkpoint_pending" | "gateway_busy";
                };
            };
        };
        /** @description A part of the gateway is out of reach, or has no room for another large answer: nothing was delivered. A change may wait to be confirmed; where that is not known, `detail` says so */
        LedgerUnavailable5: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 503;
                    /** @enum {unknown} */
                    code?: "ledger_unavailable" | "storage_unavailable" | "change_pending" | "checkpoint_pending";
                };
            };
        };
        /** @description A part of the gateway is out of reach, or has no room for another large answer: nothing was delivered. A change may wait to be confirmed; where that is not known, `detail` says so */
        LedgerUnavailable6: {
            headers: {
                "Request-Id": components["headers"]["Request-IdRequired"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 503;
                    /** @enum {unknown} */
                    code?: "ledger_unavailable" | "storage_unavailable" | "gateway_busy";
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The signed receipt of this delivery: a compact JWS, `typ` `rights-receipt+jwt`. Keep it with what you publish. */
        "Rights-Receipt": string;
        /** @description The signed receipt of this delivery: a compact JWS, `typ` `rights-receipt+jwt`. Keep it with what you publish. */
        "Rights-ReceiptRequired": string;
        /** @description Where this stands in the log */
        "Rights-Entry": string;
        /** @description Where this stands in the log */
        "Rights-EntryRequired": string;
        /** @description Components that are not in the answer: an RFC 9651 list, each with its `code`. Absent: none. */
        "Rights-Withheld": string;
        /** @description Of a picture with Content Credentials, into whose file no rights are written: an RFC 9651 dictionary of `notice`, `owner`, `credit`, `licensor`, `license`, `data-mining` and `terms` */
        "Rights-Statement": string;
        /** @description Strong: over version, format, decision and license version */
        ETagRequired: string;
        /** @description When the version was created */
        "Last-ModifiedRequired": string;
        /** @description Links (RFC 8288): `rel="license"` leads to the licensing page; of a picture with Content Credentials, `rel="describedby"` to the record of its receipt; in lists, `rel="next"` to the next page */
        Link: string;
        /** @description Links (RFC 8288): `rel="license"` leads to the licensing page; of a picture with Content Credentials, `rel="describedby"` to the record of its receipt; in lists, `rel="next"` to the next page */
        LinkRequired: string;
        /** @description The request headers that the answer depends on */
        VaryRequired: string;
        /** @description RFC 9111; what partners get is `private` */
        "Cache-ControlRequired": string;
        /** @description RFC 6750 §3, RFC 9449 §7.1: what a token has to be like */
        "WWW-AuthenticateRequired": string;
        /** @description Seconds to wait before the next try */
        "Retry-After": string;
        /** @description Seconds to wait before the next try */
        "Retry-AfterRequired": string;
        /** @description Names the request in the log of the gateway: quote it when you ask about this answer */
        "Request-IdRequired": string;
        /** @description RFC 7240: how long the gateway was ready to wait */
        "Preference-Applied": string;
        /** @description RFC 9530: `sha-256` of the bytes */
        "Content-Digest": string;
        /** @description RFC 9530: `sha-256` of the whole, of which a range is a part */
        "Repr-Digest": string;
        /** @description RFC 9110 §14.4: which bytes these are */
        "Content-RangeRequired": string;
        /** @description `bytes`: ranges may be asked for */
        "Accept-Ranges": string;
        /** @description RFC 6266: a name to store it under */
        "Content-DispositionRequired": string;
        /** @description The instant (exclusive) that the export goes up to: as `to`, a later answer is of the same entries */
        "Export-ToRequired": string;
        /** @description Id of the last entry of the whole export. Absent: there is none. */
        "Export-Last": string;
        /** @description Months of which matching entries may lie in the archive, and are not exported until they are restored */
        "Export-Archived": string;
        /** @description By month, how many of the entries that may match have no text any more: `2024-01=1204, 2024-02=987` */
        "Export-Deleted": string;
        /** @description Where this very answer can be had again */
        "Content-Location": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    issueToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description RFC 9449 proof: the token is bound to its key */
                DPoP?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @enum {unknown} */
                    grant_type: "client_credentials" | "urn:ietf:params:oauth:grant-type:token-exchange";
                    /** @enum {unknown} */
                    scope?: "articles" | "admin" | "audit";
                    /** @description RFC 9396, as JSON: narrows the license */
                    authorization_details?: string;
                    /** @description With `client_secret`, where HTTP Basic is not used */
                    client_id?: string;
                    client_secret?: string;
                    /** @description RFC 7523: `urn:ietf:params:oauth:client-assertion-type:jwt-bearer` */
                    client_assertion_type?: string;
                    /** @description A JWT signed with the registered key */
                    client_assertion?: string;
                    /** @description RFC 8693: the token of an identity provider */
                    subject_token?: string;
                    subject_token_type?: string;
                    requested_token_type?: string;
                };
            };
        };
        responses: {
            /** @description The token */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description RFC 9068: `typ` `at+jwt` */
                        access_token: string;
                        issued_token_type?: string;
                        /** @enum {unknown} */
                        token_type: "Bearer" | "DPoP";
                        /** @description Seconds */
                        expires_in: number;
                        /** @enum {unknown} */
                        scope: "articles" | "admin" | "audit";
                        /** @description What the token permits of the license; of partners’ tokens */
                        authorization_details?: {
                            /** @constant */
                            type: "news_license";
                            license: string;
                            actions: string[];
                            datatypes: string[];
                            locations: string[];
                            channels: string[];
                        }[];
                    };
                };
            };
            /** @description The request is not one that gets a token */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 400;
                        /** @enum {unknown} */
                        code?: "malformed" | "invalid_cursor" | "too_complex";
                    };
                };
            };
            /** @description The client is not known, or its key is revoked or over */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            /** @description Too many requests (`slow_down`) */
            429: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            /** @description Out of reach; try again */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 503;
                        /** @enum {unknown} */
                        code?: "ledger_unavailable" | "storage_unavailable";
                    };
                };
            };
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    token: string;
                    token_type_hint?: string;
                    /** @description With `client_secret`, where HTTP Basic is not used */
                    client_id?: string;
                    client_secret?: string;
                    /** @description RFC 7523: `urn:ietf:params:oauth:client-assertion-type:jwt-bearer` */
                    client_assertion_type?: string;
                    /** @description A JWT signed with the registered key */
                    client_assertion?: string;
                };
            };
        };
        responses: {
            /** @description Revoked, or never was good (RFC 7009 §2.2) */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is malformed, or the token is another client’s */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 400;
                        /** @enum {unknown} */
                        code?: "malformed" | "invalid_cursor" | "too_complex";
                    };
                };
            };
            /** @description The client is not known */
            401: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            /** @description Too many requests */
            429: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            /** @description Out of reach; try again */
            503: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 503;
                        /** @enum {unknown} */
                        code?: "ledger_unavailable" | "storage_unavailable";
                    };
                };
            };
        };
    };
    readServerMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metadata */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        issuer: string;
                        token_endpoint: string;
                        revocation_endpoint: string;
                        jwks_uri: string;
                        grant_types_supported: string[];
                        response_types_supported: string[];
                        token_endpoint_auth_methods_supported: string[];
                        token_endpoint_auth_signing_alg_values_supported: string[];
                        revocation_endpoint_auth_methods_supported: string[];
                        revocation_endpoint_auth_signing_alg_values_supported: string[];
                        dpop_signing_alg_values_supported: string[];
                        scopes_supported: string[];
                        authorization_details_types_supported: string[];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    readPublicKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys, each with its purpose */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/jwk-set+json": {
                        keys: ({
                            kty: string;
                            crv?: string;
                            x?: string;
                            kid: string;
                            alg?: string;
                            use?: string;
                            /** @description `access`, `receipt` or `checkpoint` */
                            purpose: string;
                            status?: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    readComponentBytes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the item (`itm_…`) */
                id: string;
                /** @description Id of the component (`cmp_…`) */
                component: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "image/*": string;
                    "audio/*": string;
                    "video/*": string;
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    putComponentBytes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the item (`itm_…`)
                 * @example itm_585c7c500eeb73d4ded1d728661c2290
                 */
                id: string;
                /**
                 * @description Id of the component (`cmp_…`)
                 * @example cmp_8e424fbf5daaa8ee5ae37794bb47a104
                 */
                component: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/*": string;
                "audio/*": string;
                "video/*": string;
            };
        };
        responses: {
            /** @description The same bytes again */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        article: string;
                        component: string;
                        /** @description SHA-256, base64url */
                        digest: string;
                        bytes: number;
                        contentType: string;
                    };
                };
            };
            /** @description Stored */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        article: string;
                        component: string;
                        /** @description SHA-256, base64url */
                        digest: string;
                        bytes: number;
                        contentType: string;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    listArticles: {
        parameters: {
            query?: {
                /**
                 * @description Words, all of them; "a phrase"; begin*; -without
                 * @example toll
                 */
                q?: string;
                /**
                 * @description Section of the newsroom
                 * @example politics
                 */
                section?: string;
                /** @description Type of the item, in ninjs terms */
                type?: string;
                /** @description Language, BCP 47 */
                language?: string;
                /** @description A subject code, as items have it */
                subject?: string;
                /** @description Name or code of a place that the text names as its own */
                place?: string;
                /** @description Only versions created since this instant (ISO 8601) */
                since?: string;
                /** @description Only versions created before this instant (ISO 8601) */
                until?: string;
                /** @description The `next` of the page before, with the same query */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Of a feed: less, or as much, of each text as the license has there */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                    "application/rss+xml": string;
                    "application/feed+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        items: {
                            id: string;
                            uri: string;
                            version: string;
                            changeType: string;
                            type: string;
                            headline?: string;
                            /** @description As the newsroom wrote it */
                            summary?: string;
                            /** @description Of the text */
                            wordCount?: number;
                            sections: string[];
                            versionCreated: string;
                            embargoedUntil?: string;
                            components: {
                                id: string;
                                type: string;
                                allowed: boolean;
                                /** @description Where a picture that may be had is seen small, without a token, for half an hour at least */
                                thumbnail?: string;
                            }[];
                            href: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            /** @description No valid access token */
            401: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    "WWW-Authenticate": components["headers"]["WWW-AuthenticateRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 401;
                        /** @enum {unknown} */
                        code?: "invalid_token";
                    };
                };
            };
            403: components["responses"]["InsufficientScope2"];
            406: components["responses"]["NotAcceptable"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listArticlesAtom: {
        parameters: {
            query?: {
                /** @description Words, all of them; "a phrase"; begin*; -without */
                q?: string;
                /**
                 * @description Section of the newsroom
                 * @example politics
                 */
                section?: string;
                /** @description Type of the item, in ninjs terms */
                type?: string;
                /** @description Language, BCP 47 */
                language?: string;
                /** @description A subject code, as items have it */
                subject?: string;
                /** @description Name or code of a place that the text names as its own */
                place?: string;
                /** @description Only versions created since this instant (ISO 8601) */
                since?: string;
                /** @description Only versions created before this instant (ISO 8601) */
                until?: string;
                /** @description The `next` of the page before, with the same query */
                cursor?: string;
                /**
                 * @description How many at most
                 * @example 2
                 */
                limit?: number;
                /** @description Of a feed: less, or as much, of each text as the license has there */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope2"];
            406: components["responses"]["NotAcceptable"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listArticlesRss: {
        parameters: {
            query?: {
                /** @description Words, all of them; "a phrase"; begin*; -without */
                q?: string;
                /**
                 * @description Section of the newsroom
                 * @example politics
                 */
                section?: string;
                /** @description Type of the item, in ninjs terms */
                type?: string;
                /** @description Language, BCP 47 */
                language?: string;
                /** @description A subject code, as items have it */
                subject?: string;
                /** @description Name or code of a place that the text names as its own */
                place?: string;
                /** @description Only versions created since this instant (ISO 8601) */
                since?: string;
                /** @description Only versions created before this instant (ISO 8601) */
                until?: string;
                /** @description The `next` of the page before, with the same query */
                cursor?: string;
                /**
                 * @description How many at most
                 * @example 2
                 */
                limit?: number;
                /** @description Of a feed: less, or as much, of each text as the license has there */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content: {
                    "application/rss+xml": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope2"];
            406: components["responses"]["NotAcceptable"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listArticlesJson: {
        parameters: {
            query?: {
                /** @description Words, all of them; "a phrase"; begin*; -without */
                q?: string;
                /**
                 * @description Section of the newsroom
                 * @example politics
                 */
                section?: string;
                /** @description Type of the item, in ninjs terms */
                type?: string;
                /** @description Language, BCP 47 */
                language?: string;
                /** @description A subject code, as items have it */
                subject?: string;
                /** @description Name or code of a place that the text names as its own */
                place?: string;
                /** @description Only versions created since this instant (ISO 8601) */
                since?: string;
                /** @description Only versions created before this instant (ISO 8601) */
                until?: string;
                /** @description The `next` of the page before, with the same query */
                cursor?: string;
                /**
                 * @description How many at most
                 * @example 2
                 */
                limit?: number;
                /** @description Of a feed: less, or as much, of each text as the license has there */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content: {
                    "application/feed+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope2"];
            406: components["responses"]["NotAcceptable"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listArticlesJsonfeed: {
        parameters: {
            query?: {
                /** @description Words, all of them; "a phrase"; begin*; -without */
                q?: string;
                /** @description Section of the newsroom */
                section?: string;
                /** @description Type of the item, in ninjs terms */
                type?: string;
                /** @description Language, BCP 47 */
                language?: string;
                /** @description A subject code, as items have it */
                subject?: string;
                /** @description Name or code of a place that the text names as its own */
                place?: string;
                /** @description Only versions created since this instant (ISO 8601) */
                since?: string;
                /** @description Only versions created before this instant (ISO 8601) */
                until?: string;
                /** @description The `next` of the page before, with the same query */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Of a feed: less, or as much, of each text as the license has there */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content: {
                    "application/feed+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope2"];
            406: components["responses"]["NotAcceptable"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    deliverArticle: {
        parameters: {
            query?: {
                /**
                 * @description Use: the act, an ODRL action such as `display`
                 * @example display
                 */
                use?: string;
                /** @description Use: id of the title */
                title?: string;
                /**
                 * @description Use: country or part of one, by its ISO 3166 code. Another word is malformed
                 * @example JP
                 */
                territory?: string;
                /** @description Use: the channel */
                channel?: "web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet";
                /** @description Use: purpose, by name or IRI */
                purpose?: string;
                /** @description Use: place in an ordered whole */
                absolutePosition?: string;
                /** @description Use: size, such as `1200 px` */
                absoluteSize?: number | string;
                /** @description Use: how many times */
                count?: number | string;
                /** @description Use: the event that it is tied to */
                event?: string;
                /** @description Use: media type of the copy */
                fileFormat?: string;
                /** @description Use: industry, by name or IRI */
                industry?: string;
                /** @description Use: metered time */
                meteredTime?: number | string;
                /** @description Use: amount paid */
                payAmount?: number | string;
                /** @description Use: share of the whole, such as `10%` */
                percentage?: number | string;
                /** @description Use: place relative to the whole */
                relativePosition?: string;
                /** @description Use: size relative to the whole */
                relativeSize?: number | string;
                /** @description Use: resolution, such as `300 dpi` */
                resolution?: number | string;
                /** @description Use: the device */
                systemDevice?: string;
                /** @description Use: what is counted */
                unitOfCount?: string;
                /** @description A past version of the item; absent: the newest */
                version?: string;
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
                /**
                 * @description Its `Last-Modified`, as it was sent; not looked at beside `If-None-Match`
                 * @example Tue, 24 Nov 2026 12:31:55 GMT
                 */
                "If-Modified-Since"?: string;
                /**
                 * @description Its `Last-Modified`: 412 if it has changed since; not looked at beside `If-Match`
                 * @example Tue, 24 Nov 2026 12:31:55 GMT
                 */
                "If-Unmodified-Since"?: string;
            };
            path: {
                /**
                 * @description Id of the item (`itm_…`). With a suffix it names the format, whatever `Accept` says: `.json` (application/json), `.ninjs2` (application/ninjs+json;version=2.2), `.html` (text/html), `.fragment` (text/html;profile=fragment), `.fragment-short` (text/html;profile=fragment;stamp=short), `.body` (text/html;profile=body), `.body-short` (text/html;profile=body;stamp=short), `.txt` (text/plain), `.md` (text/markdown), `.md-body` (text/markdown;profile=body), `.md-body-short` (text/markdown;profile=body;stamp=short), `.newsml` (application/vnd.iptc.g2.newsmessage+xml), `.newsitem` (application/vnd.iptc.g2.newsitem+xml), `.article` (application/vnd.imprimatur.article+json), `.nitf` (application/nitf+xml).
                 * @example itm_f5b5f92faff36098f71e1ba24b97be5e
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The article */
            200: {
                headers: {
                    "Rights-Receipt": components["headers"]["Rights-ReceiptRequired"];
                    "Rights-Entry": components["headers"]["Rights-EntryRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    "Last-Modified": components["headers"]["Last-ModifiedRequired"];
                    Link: components["headers"]["LinkRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    "Rights-Withheld": components["headers"]["Rights-Withheld"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        uri: string;
                        standard?: {
                            name: string;
                            version: string;
                        } & {
                            [key: string]: unknown;
                        };
                        copyrightNotice: string;
                        usageTerms: string;
                        rightsInfo: {
                            langId: string;
                            /** @description The rights of this delivery, as an ODRL policy */
                            encodedRights: string;
                        } & {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    };
                    "application/ninjs+json;version=2.2": {
                        uri: string;
                        standard?: {
                            name: string;
                            version: string;
                        } & {
                            [key: string]: unknown;
                        };
                        copyrightNotice?: string;
                        usageTerms?: string;
                        rightsInfo?: {
                            langId: string;
                            /** @description The rights of this delivery, as an ODRL policy */
                            encodedRights: string;
                        } & {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    };
                    "text/html": string;
                    "text/html;profile=fragment": string;
                    "text/html;profile=fragment;stamp=short": string;
                    "text/html;profile=body": string;
                    "text/html;profile=body;stamp=short": string;
                    "text/plain": string;
                    "text/markdown": string;
                    "text/markdown;profile=body": string;
                    "text/markdown;profile=body;stamp=short": string;
                    "application/vnd.iptc.g2.newsmessage+xml": string;
                    "application/vnd.iptc.g2.newsitem+xml": string;
                    "application/vnd.imprimatur.article+json": {
                        /** @description An IPTC ninjs document of the version that `standard` names (https://www.iptc.org/std/ninjs/) */
                        ninjs: {
                            uri: string;
                            standard?: {
                                name: string;
                                version: string;
                            } & {
                                [key: string]: unknown;
                            };
                            copyrightNotice: string;
                            usageTerms: string;
                            rightsInfo: {
                                langId: string;
                                /** @description The rights of this delivery, as an ODRL policy */
                                encodedRights: string;
                            } & {
                                [key: string]: unknown;
                            };
                        } & {
                            [key: string]: unknown;
                        };
                        rights: {
                            jti: string;
                            /** @description Compact JWS */
                            receipt: string;
                            verify?: string;
                            /** @description The line to print */
                            credit: string;
                            copyrightNotice?: string;
                            usageTerms?: string;
                            alterations: string[];
                            grants?: {
                                [key: string]: unknown;
                            }[];
                            duties?: {
                                [key: string]: unknown;
                            }[];
                            /**
                             * Format: date-time
                             * @description Not to be published before; null: at once
                             */
                            notBefore: string | null;
                            /** Format: date-time */
                            expires: string | null;
                            /**
                             * Format: date-time
                             * @description Copies have to be deleted by then; null: nothing is owed
                             */
                            deleteBy: string | null;
                            /**
                             * Format: date-time
                             * @description The same, of what was not published
                             */
                            deleteUnpublishedBy?: string | null;
                            components: {
                                id: string;
                                type: string;
                                allowed: boolean;
                                /** @description A copy from an earlier delivery has to go */
                                remove: boolean;
                                /** @description Why it is not allowed */
                                code?: string;
                                credit?: string;
                                href?: string;
                            }[];
                        };
                    };
                    "application/nitf+xml": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    "Rights-Entry": components["headers"]["Rights-EntryRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    "Last-Modified": components["headers"]["Last-ModifiedRequired"];
                    Link: components["headers"]["LinkRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    "Rights-Receipt": components["headers"]["Rights-Receipt"];
                    "Rights-Withheld": components["headers"]["Rights-Withheld"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            402: components["responses"]["QuotaExceeded"];
            /** @description The token, the license or a restriction does not allow this */
            403: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    "Rights-Entry": components["headers"]["Rights-Entry"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 403;
                        /** @enum {unknown} */
                        code?: "insufficient_scope" | "license_suspended" | "license_expired" | "held" | "embargoed" | "use_not_licensed" | "component_not_licensed" | "title_not_licensed" | "territory_not_licensed" | "channel_not_licensed" | "purpose_not_licensed" | "language_not_licensed" | "outside_term" | "outside_token" | "restricted" | "restriction_unreviewed" | "duty_unfulfilled" | "indeterminate" | "policy_void";
                    };
                };
            };
            /** @description There is no such thing, or none that you may know of */
            404: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 404;
                        /** @enum {unknown} */
                        code?: "not_found" | "content_unavailable";
                    };
                };
            };
            /** @description None of the accepted formats is offered: `offered` names those that are */
            406: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 406;
                        /** @enum {unknown} */
                        code?: "not_acceptable";
                    };
                };
            };
            /** @description The item has been killed */
            410: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    "Rights-Entry": components["headers"]["Rights-Entry"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 410;
                        /** @enum {unknown} */
                        code?: "killed";
                    };
                };
            };
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    deliverComponent: {
        parameters: {
            query?: {
                /** @description Use: the act, an ODRL action such as `display` */
                use?: string;
                /** @description Use: id of the title */
                title?: string;
                /** @description Use: country or part of one, by its ISO 3166 code. Another word is malformed */
                territory?: string;
                /** @description Use: the channel */
                channel?: "web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet";
                /** @description Use: purpose, by name or IRI */
                purpose?: string;
                /** @description Use: place in an ordered whole */
                absolutePosition?: string;
                /** @description Use: size, such as `1200 px` */
                absoluteSize?: number | string;
                /** @description Use: how many times */
                count?: number | string;
                /** @description Use: the event that it is tied to */
                event?: string;
                /** @description Use: media type of the copy */
                fileFormat?: string;
                /** @description Use: industry, by name or IRI */
                industry?: string;
                /** @description Use: metered time */
                meteredTime?: number | string;
                /** @description Use: amount paid */
                payAmount?: number | string;
                /** @description Use: share of the whole, such as `10%` */
                percentage?: number | string;
                /** @description Use: place relative to the whole */
                relativePosition?: string;
                /** @description Use: size relative to the whole */
                relativeSize?: number | string;
                /** @description Use: resolution, such as `300 dpi` */
                resolution?: number | string;
                /** @description Use: the device */
                systemDevice?: string;
                /** @description Use: what is counted */
                unitOfCount?: string;
                /** @description Of a picture, in pixels: a smaller one, or as it is where it is no wider */
                width?: 320 | 640 | 960 | 1280 | 1920 | 2560;
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
                /**
                 * @description Its `Last-Modified`, as it was sent; not looked at beside `If-None-Match`
                 * @example Tue, 24 Nov 2026 12:31:55 GMT
                 */
                "If-Modified-Since"?: string;
                /**
                 * @description Its `Last-Modified`: 412 if it has changed since; not looked at beside `If-Match`
                 * @example Tue, 24 Nov 2026 12:31:55 GMT
                 */
                "If-Unmodified-Since"?: string;
            };
            path: {
                /**
                 * @description Id of the item (`itm_…`)
                 * @example itm_f5b5f92faff36098f71e1ba24b97be5e
                 */
                id: string;
                /**
                 * @description Id of the component (`cmp_…`)
                 * @example cmp_d7702ad35945718c13a79b3feed266db
                 */
                component: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes */
            200: {
                headers: {
                    "Rights-Receipt": components["headers"]["Rights-ReceiptRequired"];
                    "Rights-Entry": components["headers"]["Rights-EntryRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    "Last-Modified": components["headers"]["Last-ModifiedRequired"];
                    Link: components["headers"]["LinkRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    "Rights-Withheld": components["headers"]["Rights-Withheld"];
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    "Repr-Digest": components["headers"]["Repr-Digest"];
                    "Rights-Statement": components["headers"]["Rights-Statement"];
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "image/gif": string;
                    "image/*": string;
                    "audio/*": string;
                    "video/*": string;
                    "text/plain": string;
                };
            };
            /** @description The part that was asked for by `Range` */
            206: {
                headers: {
                    "Rights-Receipt": components["headers"]["Rights-ReceiptRequired"];
                    "Content-Range": components["headers"]["Content-RangeRequired"];
                    "Rights-Entry": components["headers"]["Rights-EntryRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    "Last-Modified": components["headers"]["Last-ModifiedRequired"];
                    Link: components["headers"]["LinkRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    "Repr-Digest": components["headers"]["Repr-Digest"];
                    "Rights-Statement": components["headers"]["Rights-Statement"];
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "image/gif": string;
                    "image/*": string;
                    "audio/*": string;
                    "video/*": string;
                    "text/plain": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    "Rights-Entry": components["headers"]["Rights-EntryRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    "Last-Modified": components["headers"]["Last-ModifiedRequired"];
                    Link: components["headers"]["LinkRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    "Rights-Receipt": components["headers"]["Rights-Receipt"];
                    "Rights-Withheld": components["headers"]["Rights-Withheld"];
                    "Rights-Statement": components["headers"]["Rights-Statement"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            402: components["responses"]["QuotaExceeded"];
            /** @description The token, the license or a restriction does not allow this */
            403: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    "Rights-Entry": components["headers"]["Rights-Entry"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 403;
                        /** @enum {unknown} */
                        code?: "insufficient_scope" | "license_suspended" | "license_expired" | "held" | "embargoed" | "use_not_licensed" | "component_not_licensed" | "title_not_licensed" | "territory_not_licensed" | "channel_not_licensed" | "purpose_not_licensed" | "language_not_licensed" | "outside_term" | "outside_token" | "restricted" | "restriction_unreviewed" | "duty_unfulfilled" | "indeterminate" | "policy_void";
                    };
                };
            };
            404: components["responses"]["NotFound2"];
            406: components["responses"]["NotAcceptable"];
            410: components["responses"]["Killed"];
            412: components["responses"]["PreconditionFailed"];
            /** @description The range lies outside of the bytes */
            416: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 416;
                        /** @enum {unknown} */
                        code?: "range_not_satisfiable";
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    readRights: {
        parameters: {
            query?: {
                /**
                 * @description Use: the act, an ODRL action such as `display`
                 * @example display
                 */
                use?: string;
                /**
                 * @description Use: id of the title
                 * @example hallwanger-post
                 */
                title?: string;
                /** @description Use: country or part of one, by its ISO 3166 code. Another word is malformed */
                territory?: string;
                /** @description Use: the channel */
                channel?: "web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet";
                /** @description Use: purpose, by name or IRI */
                purpose?: string;
                /** @description Use: place in an ordered whole */
                absolutePosition?: string;
                /** @description Use: size, such as `1200 px` */
                absoluteSize?: number | string;
                /** @description Use: how many times */
                count?: number | string;
                /** @description Use: the event that it is tied to */
                event?: string;
                /** @description Use: media type of the copy */
                fileFormat?: string;
                /** @description Use: industry, by name or IRI */
                industry?: string;
                /** @description Use: metered time */
                meteredTime?: number | string;
                /** @description Use: amount paid */
                payAmount?: number | string;
                /** @description Use: share of the whole, such as `10%` */
                percentage?: number | string;
                /** @description Use: place relative to the whole */
                relativePosition?: string;
                /** @description Use: size relative to the whole */
                relativeSize?: number | string;
                /** @description Use: resolution, such as `300 dpi` */
                resolution?: number | string;
                /** @description Use: the device */
                systemDevice?: string;
                /** @description Use: what is counted */
                unitOfCount?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the item (`itm_…`)
                 * @example itm_f5b5f92faff36098f71e1ba24b97be5e
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The decision */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionAnswer"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope3"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    decide: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionQuestion"] | components["schemas"]["DecisionQuestion"][];
            };
        };
        responses: {
            /** @description The decision, or the decisions on a list of questions */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionAnswer"] | components["schemas"]["DecisionsAnswer"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope3"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listChanges: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                /**
                 * @description How many at most
                 * @example 2
                 */
                limit?: number;
                /** @description Of a feed: less, or as much, of each text as the license has there */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
                /**
                 * @description RFC 7240: seconds that an empty answer may wait for something new
                 * @example wait=25
                 */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is where to go on */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                    "application/rss+xml": string;
                    "application/feed+json": {
                        [key: string]: unknown;
                    };
                    "application/json": {
                        items: components["schemas"]["Change"][];
                        next: string;
                    };
                };
            };
            /** @description Nothing else than before */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope2"];
            406: components["responses"]["NotAcceptable"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listChangesAtom: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Of a feed: less, or as much, of each text as the license has there */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description Nothing else than before */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope2"];
            406: components["responses"]["NotAcceptable"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listChangesRss: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Of a feed: less, or as much, of each text as the license has there */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content: {
                    "application/rss+xml": string;
                };
            };
            /** @description Nothing else than before */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope2"];
            406: components["responses"]["NotAcceptable"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listChangesJson: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Of a feed: less, or as much, of each text as the license has there */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content: {
                    "application/feed+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing else than before */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope2"];
            406: components["responses"]["NotAcceptable"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listChangesJsonfeed: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Of a feed: less, or as much, of each text as the license has there */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content: {
                    "application/feed+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing else than before */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope2"];
            406: components["responses"]["NotAcceptable"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: {
                /**
                 * @description RFC 7240: seconds that an empty answer may wait for something new
                 * @example wait=25
                 */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is where to go on. With `Prefer: wait=30` an empty page waits for an event */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Event"][];
                        next: string;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope3"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listFeedsArticlesAtom: {
        parameters: {
            query?: {
                /** @description Words, all of them; "a phrase"; begin*; -without */
                q?: string;
                /** @description Section of the newsroom */
                section?: string;
                /** @description Type of the item, in ninjs terms */
                type?: string;
                /** @description Language, BCP 47 */
                language?: string;
                /** @description A subject code, as items have it */
                subject?: string;
                /** @description Name or code of a place that the text names as its own */
                place?: string;
                /** @description Only versions created since this instant (ISO 8601) */
                since?: string;
                /** @description Only versions created before this instant (ISO 8601) */
                until?: string;
                /** @description The `next` of the page before, with the same query */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The secret of the address, as `POST /v1/admin/keys/{id}/feed-address` has shown it */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed: headlines and summaries, never billed */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description Nothing else than before */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            403: components["responses"]["LicenseSuspended"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listFeedsChangesAtom: {
        parameters: {
            query?: {
                /** @description The `next` of the page before, to follow the changes in order; empty: from the beginning. Absent: the last changes, newest first */
                after?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The secret of the address, as `POST /v1/admin/keys/{id}/feed-address` has shown it */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed: headlines and summaries, never billed */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description Nothing else than before */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            403: components["responses"]["LicenseSuspended"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listFeedsArticlesRss: {
        parameters: {
            query?: {
                /** @description Words, all of them; "a phrase"; begin*; -without */
                q?: string;
                /** @description Section of the newsroom */
                section?: string;
                /** @description Type of the item, in ninjs terms */
                type?: string;
                /** @description Language, BCP 47 */
                language?: string;
                /** @description A subject code, as items have it */
                subject?: string;
                /** @description Name or code of a place that the text names as its own */
                place?: string;
                /** @description Only versions created since this instant (ISO 8601) */
                since?: string;
                /** @description Only versions created before this instant (ISO 8601) */
                until?: string;
                /** @description The `next` of the page before, with the same query */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The secret of the address, as `POST /v1/admin/keys/{id}/feed-address` has shown it */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed: headlines and summaries, never billed */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content: {
                    "application/rss+xml": string;
                };
            };
            /** @description Nothing else than before */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            403: components["responses"]["LicenseSuspended"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listFeedsChangesRss: {
        parameters: {
            query?: {
                /** @description The `next` of the page before, to follow the changes in order; empty: from the beginning. Absent: the last changes, newest first */
                after?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The secret of the address, as `POST /v1/admin/keys/{id}/feed-address` has shown it */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed: headlines and summaries, never billed */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content: {
                    "application/rss+xml": string;
                };
            };
            /** @description Nothing else than before */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            403: components["responses"]["LicenseSuspended"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listFeedsArticlesJson: {
        parameters: {
            query?: {
                /** @description Words, all of them; "a phrase"; begin*; -without */
                q?: string;
                /** @description Section of the newsroom */
                section?: string;
                /** @description Type of the item, in ninjs terms */
                type?: string;
                /** @description Language, BCP 47 */
                language?: string;
                /** @description A subject code, as items have it */
                subject?: string;
                /** @description Name or code of a place that the text names as its own */
                place?: string;
                /** @description Only versions created since this instant (ISO 8601) */
                since?: string;
                /** @description Only versions created before this instant (ISO 8601) */
                until?: string;
                /** @description The `next` of the page before, with the same query */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The secret of the address, as `POST /v1/admin/keys/{id}/feed-address` has shown it */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed: headlines and summaries, never billed */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content: {
                    "application/feed+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing else than before */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            403: components["responses"]["LicenseSuspended"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listFeedsChangesJson: {
        parameters: {
            query?: {
                /** @description The `next` of the page before, to follow the changes in order; empty: from the beginning. Absent: the last changes, newest first */
                after?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: {
                /**
                 * @description The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of what is at hand: 304 if it still is what would come
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The secret of the address, as `POST /v1/admin/keys/{id}/feed-address` has shown it */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed: headlines and summaries, never billed */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content: {
                    "application/feed+json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Nothing else than before */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    ETag: components["headers"]["ETagRequired"];
                    Vary: components["headers"]["VaryRequired"];
                    Link: components["headers"]["Link"];
                    "Content-Digest": components["headers"]["Content-Digest"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            403: components["responses"]["LicenseSuspended"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    readThumbnail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As `components[].thumbnail` of a list has it */
                link: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "image/*": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            /** @description The token, the license or a restriction does not allow this */
            403: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    "Rights-Entry": components["headers"]["Rights-Entry"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 403;
                        /** @enum {unknown} */
                        code?: "license_suspended" | "license_expired" | "held" | "embargoed" | "use_not_licensed" | "component_not_licensed" | "title_not_licensed" | "territory_not_licensed" | "channel_not_licensed" | "purpose_not_licensed" | "language_not_licensed" | "outside_term" | "outside_token" | "restricted" | "restriction_unreviewed" | "duty_unfulfilled" | "indeterminate" | "policy_void";
                    };
                };
            };
            404: components["responses"]["NotFound2"];
            406: components["responses"]["NotAcceptable"];
            410: components["responses"]["Killed"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    whatIf: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The decision */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhatIfAnswer"] | components["schemas"]["BareAnswer"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    readMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the token stands for */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope3"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    previewArticle: {
        parameters: {
            query?: {
                /**
                 * @description What it would look like: `html` is a page, with its pictures in it
                 * @example text
                 */
                format?: "html" | "text" | "markdown" | "ninjs";
                /** @description A past version of the item; absent: the newest */
                version?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the item (`itm_…`)
                 * @example itm_2232aea337ee931035fa06e78a6df8da
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item in the format; of HTML, a page with the pictures in it */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "text/plain": string;
                    "text/markdown": string;
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listPublications: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                /**
                 * @description How many at most
                 * @example 2
                 */
                limit?: number;
                /** @description From this instant (ISO 8601) */
                from?: string;
                /** @description Before this instant (ISO 8601) */
                to?: string;
                /** @description Only entries of this article */
                article?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PublicationEntry"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    reportPublications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewPublication"] | components["schemas"]["NewPublication"][];
                "text/csv": string;
            };
        };
        responses: {
            /** @description All of it had been entered before */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredReports"];
                };
            };
            /** @description Entered */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredReports"];
                };
            };
            /** @description The request is malformed: `errors` says where; or it causes more work than one request may: `exceeded` */
            400: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 400;
                        /** @enum {unknown} */
                        code?: "malformed" | "invalid_cursor" | "too_complex";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listDeclarations: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                /**
                 * @description How many at most
                 * @example 2
                 */
                limit?: number;
                /** @description From this instant (ISO 8601) */
                from?: string;
                /** @description Before this instant (ISO 8601) */
                to?: string;
                /** @description Only those of this title */
                title?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DeclarationEntry"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    declareFigures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewDeclaration"] | components["schemas"]["NewDeclaration"][];
                "text/csv": string;
            };
        };
        responses: {
            /** @description All of it had been entered before */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredReports"];
                };
            };
            /** @description Entered */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredReports"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    enterExternal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewExternal"];
            };
        };
        responses: {
            /** @description It had been entered before */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredReport"];
                };
            };
            /** @description Entered */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredReport"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    verifyReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The receipt, a compact JWS (header `Rights-Receipt`). Without it, every receipt in `document` is checked */
                    receipt?: string;
                    headline?: string;
                    /** @description The text as published; blank lines, or else lines, part its blocks */
                    text?: string;
                    /** @description Or the page as published; what stands around the article does not count */
                    html?: string;
                    /** @description Or a whole document as saved: a page, an Atom or RSS feed, JSON Feed, ninjs, NewsML-G2, NITF, Markdown, plain text */
                    document?: string;
                    /** @description The media type of `document`, where its content does not say what it is */
                    mediaType?: string;
                    /** @description Or the bytes of a picture, base64; larger ones as the body, with the receipt in `Rights-Receipt` */
                    picture?: string;
                };
            };
        };
        responses: {
            /** @description The verdict; of a document, each of its verdicts */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptVerdict"] | components["schemas"]["DocumentVerdict"];
                };
            };
            400: components["responses"]["Malformed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    readReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `jti` of the receipt (`dlv_…`)
                 * @example dlv_01a2269be8c47f6a888b24c359ac8450
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptAnswer"];
                };
            };
            400: components["responses"]["Malformed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listOperators: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Only rows whose names or ids contain each of these words, in upper or lower case */
                q?: string;
                /** @description Ascending, or with `-` descending; without it, in the order of creation */
                sort?: "created" | "-created" | "name" | "-name";
                /** @description How many rows all pages have together */
                count?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Operator"][];
                        next: string | null;
                        /** @description With `count=true`: of all pages together */
                        count?: number;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    createOperator: {
        parameters: {
            query?: never;
            header?: {
                /** @description Anything that was used for no other request: for a day, a second one with it makes nothing, and is refused with 409 as soon as what the first one made is in force */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * @description owner: everything but the auditor’s; desk: partners, licenses, keys, restrictions, kills; ingest: items and pictures; auditor: reads the logs, changes nothing
                     * @enum {string}
                     */
                    role: "owner" | "desk" | "ingest" | "auditor";
                    /** Format: date-time */
                    expires?: string;
                    /** @description A public key (RFC 7517) in place of a secret, for private_key_jwt (RFC 7523): Ed25519, P-256, or RSA from 2048 bits */
                    jwk?: {
                        kty: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description The operator, with the secret */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorWithSecret"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    readOperator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the operator (`opr_…`)
                 * @example opr_01a2269c02f174f6825ab0e53dc84c12
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operator */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operator"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    deleteOperator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the operator (`opr_…`)
                 * @example opr_01a2269c02f174f6825ab0e53dc84c12
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No request is served on the operator’s key or tokens any more */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    changeOperator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the operator (`opr_…`)
                 * @example opr_01a2269c02f174f6825ab0e53dc84c12
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /**
                     * @description owner: everything but the auditor’s; desk: partners, licenses, keys, restrictions, kills; ingest: items and pictures; auditor: reads the logs, changes nothing
                     * @enum {string}
                     */
                    role?: "owner" | "desk" | "ingest" | "auditor";
                    /**
                     * @description suspended: no key, token or sign-in of this operator opens anything until it is active again
                     * @enum {string}
                     */
                    status?: "active" | "suspended";
                };
            };
        };
        responses: {
            /** @description In force */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operator"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    rotateOperator: {
        parameters: {
            query?: never;
            header?: {
                /** @description Anything that was used for no other request: for a day, a second one with it makes nothing, and is refused with 409 as soon as what the first one made is in force */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the operator (`opr_…`)
                 * @example opr_01a2269c02f174f6825ab0e53dc84c12
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A public key (RFC 7517) in place of a secret, for private_key_jwt (RFC 7523): Ed25519, P-256, or RSA from 2048 bits */
                    jwk?: {
                        kty: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description The operator, with the new secret */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorWithSecret"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    listPartners: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                /**
                 * @description How many at most
                 * @example 2
                 */
                limit?: number;
                /** @description Only rows whose names or ids contain each of these words, in upper or lower case */
                q?: string;
                /** @description Ascending, or with `-` descending; without it, in the order of creation */
                sort?: "created" | "-created" | "name" | "-name" | "updated" | "-updated";
                /** @description How many rows all pages have together */
                count?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Partner"][];
                        next: string | null;
                        /** @description With `count=true`: of all pages together */
                        count?: number;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    createPartner: {
        parameters: {
            query?: never;
            header?: {
                /** @description Anything that was used for no other request: for a day, a second one with it makes nothing, and is refused with 409 as soon as what the first one made is in force */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @default [] */
                    titles?: components["schemas"]["Title"][];
                    contact?: string;
                };
            };
        };
        responses: {
            /** @description Registered */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    readPartner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the partner (`par_…`)
                 * @example par_01a2269bea477599ba4c7984391ab4ce
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The partner */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    changePartner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the partner (`par_…`)
                 * @example par_01a2269bea477599ba4c7984391ab4ce
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    titles?: components["schemas"]["Title"][];
                    contact?: string | null;
                    /** @enum {string} */
                    status?: "active" | "suspended";
                };
            };
        };
        responses: {
            /** @description In force */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                /**
                 * @description How many at most
                 * @example 2
                 */
                limit?: number;
                /** @description Only rows whose names or ids contain each of these words, in upper or lower case */
                q?: string;
                /** @description Ascending, or with `-` descending; without it, in the order of creation */
                sort?: "created" | "-created" | "name" | "-name" | "updated" | "-updated";
                /** @description How many rows all pages have together */
                count?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Product"][];
                        next: string | null;
                        /** @description With `count=true`: of all pages together */
                        count?: number;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    createProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description Anything that was used for no other request: for a day, a second one with it makes nothing, and is refused with 409 as soon as what the first one made is in force */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * @example [
                     *       "sport"
                     *     ]
                     */
                    sections?: string[];
                    types?: ("text" | "picture" | "graphic" | "audio" | "video" | "composite" | "event" | "planning")[];
                    subjects?: string[];
                    /**
                     * @example [
                     *       "en",
                     *       "de-AT"
                     *     ]
                     */
                    languages?: string[];
                    backfileDays?: number;
                };
            };
        };
        responses: {
            /** @description Defined */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    readProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the product (`prd_…`)
                 * @example prd_01a2269beaab75bd9f1e015d2ca17bf2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    changeProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the product (`prd_…`)
                 * @example prd_01a2269beaab75bd9f1e015d2ca17bf2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /**
                     * @example [
                     *       "sport"
                     *     ]
                     */
                    sections?: string[] | null;
                    types?: ("text" | "picture" | "graphic" | "audio" | "video" | "composite" | "event" | "planning")[] | null;
                    subjects?: string[] | null;
                    /**
                     * @example [
                     *       "en",
                     *       "de-AT"
                     *     ]
                     */
                    languages?: string[] | null;
                    backfileDays?: number | null;
                };
            };
        };
        responses: {
            /** @description In force */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    listLicenses: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Only rows whose names or ids contain each of these words, in upper or lower case */
                q?: string;
                /** @description Ascending, or with `-` descending; without it, in the order of creation */
                sort?: "created" | "-created" | "reference" | "-reference" | "ends" | "-ends";
                /** @description How many rows all pages have together */
                count?: string;
                /**
                 * @description Id of the partner (`par_…`)
                 * @example par_01a2269bea477599ba4c7984391ab4ce
                 */
                partner?: string;
                /** @description Only licenses of this product */
                product?: string;
                /** @description Only these: up to 200 ids, separated by commas */
                ids?: string;
                /** @description The `exc_…` of a decision */
                exclusivity?: string;
                /** @description Only licenses that stand so */
                status?: "active" | "suspended" | "terminated";
                /** @description Over at this instant, or later */
                endsFrom?: string;
                /** @description Over before this instant */
                endsBefore?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["License"][];
                        next: string | null;
                        /** @description With `count=true`: of all pages together */
                        count?: number;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    createLicense: {
        parameters: {
            query?: never;
            header?: {
                /** @description Anything that was used for no other request: for a day, a second one with it makes nothing, and is refused with 409 as soon as what the first one made is in force */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LicenseTerms"];
            };
        };
        responses: {
            /** @description In force from its start */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["License"];
                };
            };
            /** @description The request is malformed: `errors` says where; or it causes more work than one request may: `exceeded` */
            400: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 400;
                        /** @enum {unknown} */
                        code?: "malformed" | "invalid_cursor" | "too_complex";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    readLicense: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a2269beb1c753481ec8789215fc571
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The license */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenseWithHistory"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    changeLicense: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a2269beb1c753481ec8789215fc571
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    status?: "active" | "suspended" | "terminated";
                    partner?: string;
                    products?: string[];
                    /**
                     * Format: date-time
                     * @example 2026-01-01T00:00:00Z
                     */
                    starts?: string;
                    /**
                     * Format: date-time
                     * @description The first instant at which the license is over
                     * @example 2026-01-01T00:00:00Z
                     */
                    ends?: string;
                    consent?: components["schemas"]["Consent"];
                    titles?: string[] | null;
                    /** @enum {string|null} */
                    territoryBasis?: "market" | "audience" | null;
                    advance?: boolean | null;
                    afterTerm?: {
                        /** @enum {string} */
                        keep: "none" | "published" | "all";
                        deleteWithinDays: number;
                    } | null;
                    exclusivity?: components["schemas"]["Exclusivity"] & (Record<string, never> | null);
                    sublicensing?: Record<string, never>;
                    fullTextFeed?: boolean | null;
                    /** @description What is delivered has to be reported as published within this time */
                    reporting?: {
                        withinDays: number;
                    } | null;
                    quota?: {
                        limit: number;
                        /** @enum {string} */
                        per: "day" | "month" | "term";
                        /** @enum {string} */
                        onExceed: "refuse" | "overage";
                    } | null;
                    /** @description Units that are billed at least, used or not */
                    minimum?: {
                        units: number;
                        /** @enum {string} */
                        per: "month" | "term";
                    } | null;
                    /**
                     * @description Whose days and months quota and minimum count in; else UTC
                     * @example Asia/Tokyo
                     */
                    timeZone?: string | null;
                    /**
                     * @example [
                     *       "display",
                     *       "distribute"
                     *     ]
                     */
                    uses?: string[] | null;
                    components?: ("dispatch" | "photograph" | "graphic" | "logo" | "audio" | "video")[] | null;
                    /**
                     * @example [
                     *       "DACH",
                     *       "JP"
                     *     ]
                     */
                    territories?: string[] | null;
                    channels?: ("web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet")[] | null;
                    purposes?: string[] | null;
                    languages?: string[] | null;
                    onlineDays?: number | null;
                    retentionDays?: number | null;
                    alterations?: ("headline" | "shorten" | "excerpt" | "translate" | "crop" | "combine")[] | null;
                    credit?: {
                        line: string;
                        byline: boolean;
                    } | null;
                    /** @description Instead of uses, components, territories, channels, purposes, languages, alterations, credit, onlineDays, retentionDays: an ODRL 2.2 Set or Agreement (JSON-LD, RightsML 2.0, or the older JSON of ninjs encodedRights) */
                    policy?: Record<string, never>;
                };
            };
        };
        responses: {
            /** @description In force */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["License"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    listKeys: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Only rows whose names or ids contain each of these words, in upper or lower case */
                q?: string;
                /** @description Ascending, or with `-` descending; without it, in the order of creation */
                sort?: "created" | "-created" | "name" | "-name" | "lastUsed" | "-lastUsed";
                /** @description How many rows all pages have together */
                count?: string;
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a2269beb1c753481ec8789215fc571
                 */
                license?: string;
                /** @description Id of the partner (`par_…`) */
                partner?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiKey"][];
                        next: string | null;
                        /** @description With `count=true`: of all pages together */
                        count?: number;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Anything that was used for no other request: for a day, a second one with it makes nothing, and is refused with 409 as soon as what the first one made is in force */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    license: string;
                    name: string;
                    /**
                     * @default live
                     * @enum {string}
                     */
                    env?: "live" | "test";
                    /** Format: date-time */
                    expires?: string;
                    /**
                     * @description Where tokens may be asked for and used from
                     * @example [
                     *       "192.0.2.0/24",
                     *       "2001:db8::/32"
                     *     ]
                     */
                    addresses?: string[];
                    /**
                     * @description Tokens only bound to a key of the client’s (DPoP, RFC 9449), on every route
                     * @default false
                     */
                    dpop?: boolean;
                    /** @description A public key (RFC 7517) in place of a secret, for private_key_jwt (RFC 7523): Ed25519, P-256, or RSA from 2048 bits */
                    jwk?: {
                        kty: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description The key, with its secret */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyWithSecret"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    readKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the API key (`key_…`)
                 * @example key_01a2269bebc375db89251f6cd126d161
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    deleteKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the API key (`key_…`)
                 * @example key_01a2269bebc375db89251f6cd126d161
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No request is served on it any more */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    changeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the API key (`key_…`)
                 * @example key_01a2269bebc375db89251f6cd126d161
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** Format: date-time */
                    expires?: string | null;
                    /**
                     * @description Where tokens may be asked for and used from
                     * @example [
                     *       "192.0.2.0/24",
                     *       "2001:db8::/32"
                     *     ]
                     */
                    addresses?: string[] | null;
                    /** @description Tokens only bound to a key of the client’s (DPoP, RFC 9449), on every route */
                    dpop?: boolean;
                };
            };
        };
        responses: {
            /** @description In force */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    rotateKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Anything that was used for no other request: for a day, a second one with it makes nothing, and is refused with 409 as soon as what the first one made is in force */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the API key (`key_…`)
                 * @example key_01a2269bebc375db89251f6cd126d161
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Hours for which the old secret, and tokens issued for it, still work */
                    overlapHours: number;
                    /** @description A public key (RFC 7517) in place of a secret, for private_key_jwt (RFC 7523): Ed25519, P-256, or RSA from 2048 bits */
                    jwk?: {
                        kty: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description The key, with its new secret */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedApiKey"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    createKeyFeedAddres: {
        parameters: {
            query?: never;
            header?: {
                /** @description Anything that was used for no other request: for a day, a second one with it makes nothing, and is refused with 409 as soon as what the first one made is in force */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the API key (`key_…`) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The address, in each format */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedAddress"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    deleteKeyFeedAddres: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the API key (`key_…`) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No request is served on it any more */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    listPhrases: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                /**
                 * @description How many at most
                 * @example 2
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Phrase"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    createPhrase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Words; `{territories}`, `{period}`, `{number}` or `{size}` where the meaning names one
                     * @example kein Bayern-Funk
                     */
                    phrase: string;
                    /** @example de */
                    language: string;
                    /** @example no-radio */
                    meaning?: string;
                    /** @description ODRL 2.2 policy that forbids or demands; one that permits anything is refused */
                    policy?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Used by every later reading */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Phrase"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    readPhrase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the phrase
                 * @example phr_01a2269bed3f752abb6da58d70414d2e
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The phrase */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Phrase"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    deletePhrase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the phrase
                 * @example phr_01a2269bed3f752abb6da58d70414d2e
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdrawn */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    listRestrictions: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
                /** @description `true`: only what waits for the desk */
                unreviewed?: "true" | "false";
                /** @description Only those of this item */
                item?: string;
                /**
                 * @description `agency`, `section:<name>`, an item id or a component id
                 * @example section:weather
                 */
                scope?: string;
                /** @description Id: those that wait with the same text and interpretation as this one */
                sameAs?: string;
                /** @description `true`: with what each restricts, and how many licenses that concerns */
                affects?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Restriction"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    createRestriction: {
        parameters: {
            query?: never;
            header?: {
                /** @description Anything that was used for no other request: for a day, a second one with it makes nothing, and is refused with 409 as soon as what the first one made is in force */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example agency */
                    scope: string;
                    /** @description ODRL 2.2 policy as JSON-LD, RightsML 2.0 profile allowed */
                    policy?: {
                        [key: string]: unknown;
                    };
                    /** @example JAPAN OUT. MANDATORY CREDIT. */
                    text?: string;
                };
            };
        };
        responses: {
            /** @description In force */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Restriction"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    readRestrictionText: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example JAPAN OUT. MANDATORY CREDIT. */
                    text: string;
                };
            };
        };
        responses: {
            /** @description What it would mean */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reading"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    readRestriction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the restriction (`rst_…`)
                 * @example rst_01a2269bec837148b67af9d36833fc7e
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The restriction */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestrictionWithHistory"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    deleteRestriction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the restriction (`rst_…`)
                 * @example rst_01a2269bec837148b67af9d36833fc7e
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdrawn */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    changeRestriction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the restriction (`rst_…`)
                 * @example rst_01a2269bec837148b67af9d36833fc7e
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description `true` confirms the interpretation; `false` puts the restriction back to review */
                    reviewed?: boolean;
                    /** @description ODRL 2.2 policy as JSON-LD, RightsML 2.0 profile allowed */
                    policy?: {
                        [key: string]: unknown;
                    };
                    /** @example JAPAN OUT. MANDATORY CREDIT. */
                    text?: string;
                    /** @enum {string} */
                    status?: "withdrawn";
                    /** @description The version that was read: another one is not changed (409), unless it is as asked already */
                    version?: number;
                    /**
                     * @description With `policy`: the same words elsewhere are not read like this, as where it names a day
                     * @enum {boolean}
                     */
                    remember?: false;
                };
            };
        };
        responses: {
            /** @description In force */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Restriction"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    listIngestedArticles: {
        parameters: {
            query?: {
                /** @description Words of usable items; of the headline where `state` asks for others */
                q?: string;
                /** @description Section of the newsroom */
                section?: string;
                /** @description Type of the item, in ninjs terms */
                type?: string;
                /** @description Usable includes embargoed. Left out: any, but only usable ones where words, a section or a type are asked for */
                state?: "usable" | "embargoed" | "withheld" | "canceled";
                /** @description This item alone */
                uri?: string;
                /** @description The `next` of the page before, with the same query */
                cursor?: string;
                /**
                 * @description How many at most
                 * @example 2
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ArticleLine"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    ingestArticle: {
        parameters: {
            query?: {
                /**
                 * @description Section of the newsroom
                 * @example politics
                 */
                section?: string | string[];
                /** @description What kind of change this version is, where the item does not say */
                change?: "update" | "correction" | "advisory";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": unknown;
                "application/vnd.iptc.g2.newsitem+xml": string;
                "application/vnd.iptc.g2.packageitem+xml": string;
                "application/vnd.iptc.g2.newsmessage+xml": string;
                "application/xml": string;
            };
        };
        responses: {
            /** @description The same version again */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestedArticle"];
                };
            };
            /** @description Stored */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestedArticle"];
                };
            };
            /** @description The request is malformed: `errors` says where; or it causes more work than one request may: `exceeded` */
            400: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 400;
                        /** @enum {unknown} */
                        code?: "malformed" | "invalid_cursor" | "too_complex";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    readIngestedArticle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the item (`itm_…`)
                 * @example itm_2232aea337ee931035fa06e78a6df8da
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    changeArticle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the item (`itm_…`)
                 * @example itm_2232aea337ee931035fa06e78a6df8da
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    pubStatus?: "usable" | "withheld" | "canceled";
                    notice?: string | null;
                    substitute?: string | null;
                    /** Format: date-time */
                    embargoedUntil?: string | null;
                };
            };
        };
        responses: {
            /** @description The item as it is now */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    listHolders: {
        parameters: {
            query?: {
                /** @description The `next` of the page before, with the same query */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the item (`itm_…`)
                 * @example itm_2232aea337ee931035fa06e78a6df8da
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Holders */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Holder"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    ingestPackage: {
        parameters: {
            query?: {
                /** @description Section of the newsroom */
                section?: string | string[];
                /** @description What kind of change this version is, where the item does not say */
                change?: "update" | "correction" | "advisory";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": unknown;
                "application/vnd.iptc.g2.newsitem+xml": string;
                "application/vnd.iptc.g2.packageitem+xml": string;
                "application/vnd.iptc.g2.newsmessage+xml": string;
                "application/xml": string;
            };
        };
        responses: {
            /** @description The same versions again */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestedPackage"];
                };
            };
            /** @description Stored; `created` says which of them are new */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestedPackage"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    listArchiveParts: {
        parameters: {
            query?: {
                /** @description Name of the ledger object */
                object?: string;
                /** @description A month, `2026-01` */
                month?: string;
                /** @description Id of the license (`lic_…`) */
                license?: string;
                /** @description Only parts that are, or are not, put back */
                restored?: string;
                /** @description The `next` of the page before, with the same query */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ArchivePart"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    readArchivePart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Name of the ledger object
                 * @example ledger-0
                 */
                object: string;
                /**
                 * @description Number of the part
                 * @example 1
                 */
                part: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Entries as they were written: the leaf of a line is SHA-256(0x00 ‖ line) */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            /** @description There is no such thing, or none that you may know of */
            404: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 404;
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    restoreFromArchive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    object?: string;
                    /** @example 2026-03 */
                    month?: string;
                    license?: string;
                };
            };
        };
        responses: {
            /** @description What was restored now */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        done: {
                            object: string;
                            part: number;
                            entries: number;
                        }[];
                        /** @description There are more: repeat the request */
                        more: boolean;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    releaseRestored: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    object?: string;
                    /** @example 2026-03 */
                    month?: string;
                    license?: string;
                };
            };
        };
        responses: {
            /** @description What was released now */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        done: {
                            object: string;
                            part: number;
                            entries: number;
                        }[];
                        /** @description There are more: repeat the request */
                        more: boolean;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    acceptClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    now: string;
                };
            };
        };
        responses: {
            /** @description Entries are dated by the clock again */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedClock"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    readMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Text exposition format, version 0.0.4 */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    readPartnerMove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the partner (`par_…`)
                 * @example par_01a2269bea477599ba4c7984391ab4ce
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The move */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerMove"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    movePartner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the partner (`par_…`)
                 * @example par_01a2269bea477599ba4c7984391ab4ce
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    object: string;
                };
            };
        };
        responses: {
            /** @description On its way */
            202: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerMove"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    readHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Health */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok" | "degraded";
                        outbox: number | null;
                        outboxSince: string | null;
                        /** @description Licenses with entries that are not in the agency log after 24 hours, as their receipts promise; those of which that will soon be so; and when the oldest entry was written that is not there yet */
                        promises: {
                            broken: number;
                            soon: number;
                            oldest: string | null;
                        };
                        objects: {
                            object: string;
                            reachable: boolean;
                            backlog: number | null;
                            backlogSince: string | null;
                            alarmAt: string | null;
                            alarmRanAt: string | null;
                            drainFailures: number | null;
                            checkedAt: string | null;
                            walkedAt: string | null;
                            logFindings: {
                                kind: string;
                                origin: string;
                                detail: string;
                                message?: components["schemas"]["Message"] & unknown;
                                since: string;
                            }[];
                            /** @description Licenses with entries that are not in the agency log after 24 hours, as their receipts promise; those of which that will soon be so; and when the oldest entry was written that is not there yet */
                            promises: {
                                broken: number;
                                soon: number;
                                oldest: string | null;
                            } | null;
                            /** @description Of `agency`: since when the agency log has roots that no kept checkpoint covers */
                            uncoveredSince: string | null;
                            /** @description When it last found D1 to be at an earlier point than the one it had drained to */
                            wentBackAt: string | null;
                            /** @description Why the object commits nothing by the clocks, or refused somebody lately */
                            clockFault: {
                                /** @enum {string} */
                                kind: "behind_log" | "apart_from_database" | "apart_from_callers";
                                /** @description By how much the last entry's date, or the object's clock, is ahead; below 0: behind */
                                aheadMs: number;
                            } | null;
                            /** @description When the desk last accepted that new entries are dated earlier than the last one */
                            earlierDatesAt: string | null;
                            /** @description Since the object was last started */
                            work: {
                                /** @description Commits by the number of callers that shared them: up to 1, 2, 4, 8, 16, 32, 64, 128, 256, and more */
                                commits: number[];
                                /** @description Callers of all commits */
                                callers: number;
                                drainStatements: number;
                                drainRows: number;
                            } | null;
                            /** @description What waits for a commit; and since the object was last started, what was turned away because too much did, and what was not written because whoever asked had been told 503 */
                            queue: {
                                waiting: number;
                                bytes: number;
                                turnedAway: number;
                                gone: number;
                            } | null;
                        }[];
                        findings: {
                            kind: string;
                            object: string | null;
                            license: string | null;
                            index: number | null;
                            since: string;
                            detail: string;
                            message?: components["schemas"]["Message"] & unknown;
                        }[];
                        openFindings: number | null;
                        unconfirmedLicenses: number | null;
                        /** @description The newest of the agency log that is kept */
                        checkpoint: {
                            size: number;
                            at: string;
                        } | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    listAlerts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alerts */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description When the watch last looked; null: never, or it does not answer */
                        lookedAt: string | null;
                        hooks: {
                            name: string;
                            host: string;
                            /**
                             * @description Only alerts this severe
                             * @enum {string}
                             */
                            severity: "critical" | "warning";
                            kinds: ("watch_down" | "d1_unreachable" | "schema_behind" | "object_unreachable" | "clock_unsure" | "clock_set_back" | "unavailable" | "bugs" | "outbox_behind" | "d1_went_back" | "licenses_held" | "log_contradicted" | "ledger_changed" | "promise_broken" | "promise_soon" | "checkpoints_failing" | "checkpoint_behind" | "outside_failing" | "drain_behind" | "alarm_overdue" | "archive_damaged")[];
                        }[];
                        /** @description What is wrong with ALERT_WEBHOOKS */
                        faults: string[];
                        /** @description Whether HEARTBEAT_URL is set */
                        heartbeat: boolean;
                        firing: components["schemas"]["Alert"][];
                        /** @description The newest 100 of each object that watches, newest first */
                        over: components["schemas"]["Alert"][];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    testAlerts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How each took it */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            hook: string;
                            delivered: boolean;
                            status: number | null;
                            /** @enum {string|null} */
                            reason: "not_configured" | "timed_out" | "unreachable" | "refused" | null;
                            tookMs: number;
                        }[];
                        faults: string[];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    readOverview: {
        parameters: {
            query?: {
                /** @description Whose today it is: an IANA time zone */
                zone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The overview */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    readLogCheckpoint: {
        parameters: {
            query?: {
                /** @description Entries in the log; absent: as it is now */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A C2SP tlog-checkpoint, with the cosignatures of witnesses if there are any */
            200: {
                headers: {
                    "Last-Modified": components["headers"]["Last-ModifiedRequired"];
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Malformed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    listLogCheckpoints: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Kept checkpoints */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            size: number;
                            at: string;
                            checkpoint: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    proveLogConsistency: {
        parameters: {
            query: {
                /**
                 * @description Entries in the smaller log
                 * @example 1
                 */
                from: number;
                /**
                 * @description Entries in the larger log
                 * @example 1
                 */
                to: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A consistency proof */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        from: number;
                        to: number;
                        /** @description SHA-256, base64, in the order of RFC 9162 §2.1 */
                        hashes: string[];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    readLogKeys: {
        parameters: {
            query?: {
                /** @description Id of the license (`lic_…`) */
                license?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The origin, which is also the name of its keys */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        origin: string;
                        keys: {
                            verifierKey: string;
                            /** @enum {string} */
                            status: "current" | "next" | "retired";
                        }[];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    readLogTimestamp: {
        parameters: {
            query?: {
                /** @description Entries in the log; absent: as it is now */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description TimeStampResp (DER) over the note up to the log’s own signature line */
            200: {
                headers: {
                    "Content-Location": components["headers"]["Content-Location"];
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/timestamp-reply": string;
                };
            };
            400: components["responses"]["Malformed"];
            /** @description There is no such thing, or none that you may know of */
            404: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 404;
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    listEntries: {
        parameters: {
            query?: {
                /**
                 * @description Only entries of this license (`lic_…`)
                 * @example lic_01a2269bd78c75238597661b617ee2f0
                 */
                license?: string;
                /** @description Only entries of this partner (`par_…`) */
                partner?: string;
                /** @description Only what was stated for this title; empty: for none */
                title?: string;
                /** @description Only what was asked for with this key (`key_…`) */
                key?: string;
                /** @description Only entries of this article */
                article?: string;
                /** @description Only articles filed in this section; empty: in none */
                section?: string;
                /**
                 * @description Only with a component of this type, delivered or withheld, such as `photograph`
                 * @example photograph
                 */
                type?: string;
                /** @description Only what was stated as this act, such as `display` */
                use?: string;
                /** @description Only what was stated for this territory */
                territory?: string;
                /** @description Only what was stated for this channel */
                channel?: string;
                /**
                 * @description Only permits, or only refusals
                 * @example deny
                 */
                outcome?: "permit" | "deny";
                /** @description Only what was refused, or had a component withheld, for this reason */
                code?: string;
                /** @description Only what this rule decided, or withheld a component */
                rule?: string;
                /** @description Only with live keys, or with test keys */
                env?: "live" | "test";
                /** @description Only entries of this kind */
                kind?: "delivery" | "refusal" | "publication" | "declaration" | "adjustment" | "external";
                /** @description Only in this format, such as `html`; `component` for single components */
                format?: string;
                /** @description Only with a delivered component of this supplier */
                supplier?: string;
                /** @description Only deliveries that carried nothing (`empty`), that added to the bill (`units`), or that carried content and added nothing (`repeat`) */
                effect?: "empty" | "units" | "repeat";
                /** @description From this instant (ISO 8601) */
                from?: string;
                /** @description Before this instant (ISO 8601) */
                to?: string;
                /** @description `desc`: newest first; `asc`: oldest first */
                order?: "asc" | "desc";
                /**
                 * @description `true`: with the number of all that match, on all pages
                 * @example true
                 */
                count?: string;
                /** @description The `next` of the page before, with the same query */
                cursor?: string;
                /**
                 * @description How many at most
                 * @example 1
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ledger entries */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LedgerEntry"][];
                        next: string | null;
                        /** @description With `count=true`: of all pages together */
                        count?: number;
                        /** @description Always absent: what is in the archive is listed as all else */
                        archived?: string[];
                        /** @description Entries, of those that may match, whose text is kept nowhere any more, since the time of RETENTION is over; lists tell them on the last page, and with a count */
                        deleted?: {
                            month: string;
                            entries: number;
                            /** @description When the last of them went */
                            at: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope3"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    readActivity: {
        parameters: {
            query?: {
                /** @description Of this license (`lic_…`), or */
                license?: string;
                /** @description of all licenses of this partner (`par_…`) */
                partner?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The activity */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    breakDownLog: {
        parameters: {
            query?: {
                /** @description Only entries of this license (`lic_…`) */
                license?: string;
                /** @description Only entries of this partner (`par_…`) */
                partner?: string;
                /** @description Only what was stated for this title; empty: for none */
                title?: string;
                /** @description Only what was asked for with this key (`key_…`) */
                key?: string;
                /** @description Only entries of this article */
                article?: string;
                /** @description Only articles filed in this section; empty: in none */
                section?: string;
                /** @description Only with a component of this type, delivered or withheld, such as `photograph` */
                type?: string;
                /** @description Only what was stated as this act, such as `display` */
                use?: string;
                /** @description Only what was stated for this territory */
                territory?: string;
                /** @description Only what was stated for this channel */
                channel?: string;
                /** @description Only permits, or only refusals */
                outcome?: "permit" | "deny";
                /** @description Only what was refused, or had a component withheld, for this reason */
                code?: string;
                /** @description Only what this rule decided, or withheld a component */
                rule?: string;
                /** @description Only with live keys, or with test keys */
                env?: "live" | "test";
                /** @description Only entries of this kind */
                kind?: "delivery" | "refusal" | "publication" | "declaration" | "adjustment" | "external";
                /** @description Only in this format, such as `html`; `component` for single components */
                format?: string;
                /** @description Only with a delivered component of this supplier */
                supplier?: string;
                /** @description Only deliveries that carried nothing (`empty`), that added to the bill (`units`), or that carried content and added nothing (`repeat`) */
                effect?: "empty" | "units" | "repeat";
                /** @description From this instant (ISO 8601) */
                from?: string;
                /** @description Before this instant (ISO 8601) */
                to?: string;
                /** @description IANA name of the time zone whose days, weeks and months are told */
                zone?: string;
                /** @description `true`: with the articles that most entries are of */
                articles?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts; of partners, sections and reasons the 50 that have most */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogBreakdown"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    readEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the entry (`dlv_…`, `rfs_…`)
                 * @example dlv_01a2269be8c47f6a888b24c359ac8450
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entry */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entry: components["schemas"]["LedgerEntry"];
                        /** @description Null: nothing was decided, or the log contradicts the entry */
                        trace: {
                            /** @enum {boolean} */
                            reproduced: true;
                            sentence: string;
                            message?: components["schemas"]["Message"] & unknown;
                            steps: {
                                /** @enum {string} */
                                step: "license" | "product" | "pubStatus" | "embargo" | "policies" | "quota";
                                /** @enum {string} */
                                result: "passed" | "stopped" | "not_reached" | "not_asked";
                                code?: string;
                                sentence: string;
                                message?: components["schemas"]["Message"] & unknown;
                            }[];
                            components: components["schemas"]["ComponentDecision"][];
                        } | {
                            /** @enum {boolean} */
                            reproduced: false;
                            /** @enum {string} */
                            reason: "license_gone" | "policies_changed" | "document_gone" | "before_versions" | "decided_otherwise";
                            sentence: string;
                            message?: components["schemas"]["Message"] & unknown;
                        } | null;
                        /** @description Null: nothing was let out, or the log contradicts the entry */
                        receipt: components["schemas"]["ReceiptRecord"] | null;
                        inclusion: {
                            /** @enum {string} */
                            state: "included";
                            index: number;
                            size: number;
                            /** @description SHA-256, base64, in the order of RFC 9162 §2.1 */
                            hashes: string[];
                            /** @description The signed note that the proof leads to */
                            checkpoint: string;
                        } | {
                            /** @enum {string} */
                            state: "pending";
                            /** @description When a checkpoint covers the entry */
                            due: string;
                        } | {
                            /** @enum {string} */
                            state: "contradicted";
                        };
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope3"];
            /** @description There is no such thing, or none that you may know of */
            404: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 404;
                        /** @enum {unknown} */
                        code?: "not_found";
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    listRefusalCounts: {
        parameters: {
            query?: {
                /** @description Summed by `day` or `hour` */
                granularity?: "day" | "hour";
                /** @description Only those with a token of this license (`lic_…`) */
                license?: string;
                /** @description Only refusals with this code */
                code?: string;
                /** @description From this instant (ISO 8601) */
                from?: string;
                /** @description Before this instant (ISO 8601) */
                to?: string;
                /** @description The `next` of the page before, with the same query */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RefusalCount"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    listLicenseCheckpoints: {
        parameters: {
            query: {
                /** @description The `next` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a2269bd78c75238597661b617ee2f0
                 */
                license: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Kept checkpoints */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            size: number;
                            at: string;
                            checkpoint: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope3"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    readLicenseCheckpoint: {
        parameters: {
            query?: {
                /** @description Entries in the log; absent: as it is now */
                size?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a2269bd78c75238597661b617ee2f0
                 */
                license: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A C2SP tlog-checkpoint, with the cosignatures of witnesses if there are any */
            200: {
                headers: {
                    "Last-Modified": components["headers"]["Last-ModifiedRequired"];
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope3"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    proveEntry: {
        parameters: {
            query?: {
                /**
                 * @description Place of the entry in the log, from 0
                 * @example 0
                 */
                index?: number;
                /**
                 * @description Entries in the log; absent: as it is now
                 * @example 2
                 */
                size?: number;
                /**
                 * @description Entries in the smaller log
                 * @example 1
                 */
                from?: number;
                /**
                 * @description Entries in the larger log
                 * @example 2
                 */
                to?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a2269bd78c75238597661b617ee2f0
                 */
                license: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A proof */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        index: number;
                        size: number;
                        /** @description SHA-256, base64, in the order of RFC 9162 §2.1 */
                        hashes: string[];
                        /** @description When no size was given: the one that covers the entry */
                        checkpoint?: string;
                    } | {
                        from: number;
                        to: number;
                        /** @description SHA-256, base64, in the order of RFC 9162 §2.1 */
                        hashes: string[];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope3"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    proveLicenseInLog: {
        parameters: {
            query?: {
                /** @description Entries in the log; absent: as it is now */
                size?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a2269bd78c75238597661b617ee2f0
                 */
                license: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A proof */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The leaf is SHA-256(0x00 ‖ this in its RFC 8785 form) */
                        leaf: {
                            /** @enum {number} */
                            v: 1;
                            license: string;
                            size: number;
                            root: string;
                            at: string;
                        };
                        index: number;
                        size: number;
                        /** @description SHA-256, base64, in the order of RFC 9162 §2.1 */
                        hashes: string[];
                        /** @description The checkpoint of the agency log that the proof leads to */
                        checkpoint: string;
                        /** @description Between the license’s log of the size asked for and the one that the leaf names */
                        consistency?: {
                            from: number;
                            to: number;
                            /** @description SHA-256, base64, in the order of RFC 9162 §2.1 */
                            hashes: string[];
                        };
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope3"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    exportEntries: {
        parameters: {
            query?: {
                /** @description Id of the license (`lic_…`) */
                license?: string;
                /** @description Id of the partner (`par_…`) */
                partner?: string;
                /** @description Use: id of the title */
                title?: string;
                /** @description Only what was asked for with this key (`key_…`) */
                key?: string;
                /** @description Only entries of this article */
                article?: string;
                /** @description Section of the newsroom */
                section?: string;
                /** @description Type of the item, in ninjs terms */
                type?: string;
                /** @description Use: the act, an ODRL action such as `display` */
                use?: string;
                /** @description Use: country or part of one, by its ISO 3166 code. Another word is malformed */
                territory?: string;
                /** @description Use: the channel */
                channel?: string;
                /**
                 * @description Only permits, or only refusals
                 * @example deny
                 */
                outcome?: "permit" | "deny";
                /** @description Only refusals with this code */
                code?: string;
                /** @description Only what this rule decided, or withheld a component */
                rule?: string;
                /** @description Only with live keys, or with test keys */
                env?: "live" | "test";
                /** @description Only entries of this kind */
                kind?: "delivery" | "refusal" | "publication" | "declaration" | "adjustment" | "external";
                /** @description Only in this format, such as `html`; `component` for single components */
                format?: string;
                /** @description Only with a delivered component of this supplier */
                supplier?: string;
                /** @description Only deliveries that carried nothing (`empty`), that added to the bill (`units`), or that carried content and added nothing (`repeat`) */
                effect?: "empty" | "units" | "repeat";
                /** @description From this instant (ISO 8601) */
                from?: string;
                /** @description Before this instant (ISO 8601) */
                to?: string;
                /** @description Id of the last entry that was received: the export goes on after it */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whole when its last entry is the one that `Export-Last` names */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    "Content-Disposition": components["headers"]["Content-DispositionRequired"];
                    "Export-To": components["headers"]["Export-ToRequired"];
                    "Export-Last": components["headers"]["Export-Last"];
                    "Export-Archived": components["headers"]["Export-Archived"];
                    "Export-Deleted": components["headers"]["Export-Deleted"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope3"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable4"];
        };
    };
    exportEntriesCsv: {
        parameters: {
            query?: {
                /** @description Id of the license (`lic_…`) */
                license?: string;
                /** @description Id of the partner (`par_…`) */
                partner?: string;
                /** @description Use: id of the title */
                title?: string;
                /** @description Only what was asked for with this key (`key_…`) */
                key?: string;
                /** @description Only entries of this article */
                article?: string;
                /** @description Section of the newsroom */
                section?: string;
                /** @description Type of the item, in ninjs terms */
                type?: string;
                /** @description Use: the act, an ODRL action such as `display` */
                use?: string;
                /** @description Use: country or part of one, by its ISO 3166 code. Another word is malformed */
                territory?: string;
                /** @description Use: the channel */
                channel?: string;
                /**
                 * @description Only permits, or only refusals
                 * @example deny
                 */
                outcome?: "permit" | "deny";
                /** @description Only refusals with this code */
                code?: string;
                /** @description Only what this rule decided, or withheld a component */
                rule?: string;
                /** @description Only with live keys, or with test keys */
                env?: "live" | "test";
                /** @description Only entries of this kind */
                kind?: "delivery" | "refusal" | "publication" | "declaration" | "adjustment" | "external";
                /** @description Only in this format, such as `html`; `component` for single components */
                format?: string;
                /** @description Only with a delivered component of this supplier */
                supplier?: string;
                /** @description Only deliveries that carried nothing (`empty`), that added to the bill (`units`), or that carried content and added nothing (`repeat`) */
                effect?: "empty" | "units" | "repeat";
                /** @description From this instant (ISO 8601) */
                from?: string;
                /** @description Before this instant (ISO 8601) */
                to?: string;
                /** @description Id of the last entry that was received: the export goes on after it */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whole when its last entry is the one that `Export-Last` names */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    "Content-Disposition": components["headers"]["Content-DispositionRequired"];
                    "Export-To": components["headers"]["Export-ToRequired"];
                    "Export-Last": components["headers"]["Export-Last"];
                    "Export-Archived": components["headers"]["Export-Archived"];
                    "Export-Deleted": components["headers"]["Export-Deleted"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope3"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable4"];
        };
    };
    packLicenseEvidence: {
        parameters: {
            query?: {
                /** @description From this instant (ISO 8601) */
                from?: string;
                /** @description Exclusive */
                to?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a2269bd78c75238597661b617ee2f0
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A ZIP with README.md, entries, records of receipts, licenses and restrictions as of then, checkpoints, proofs, public keys and a script that checks it offline */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    "Content-Disposition": components["headers"]["Content-DispositionRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope3"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable4"];
        };
    };
    packArticleEvidence: {
        parameters: {
            query?: {
                /** @description From this instant (ISO 8601) */
                from?: string;
                /** @description Exclusive */
                to?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the item (`itm_…`)
                 * @example itm_f5b5f92faff36098f71e1ba24b97be5e
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A ZIP with README.md, entries, records of receipts, licenses and restrictions as of then, checkpoints, proofs, public keys and a script that checks it offline */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    "Content-Disposition": components["headers"]["Content-DispositionRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope3"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable4"];
        };
    };
    listOperatorActions: {
        parameters: {
            query?: {
                /** @description Only what this operator did */
                operator?: string;
                /** @description Only what was done to this resource */
                resource?: string;
                /** @description `license.change`, or `license` for all acts on licenses */
                act?: string;
                /** @description `false`: without sign-ins, sign-outs, and what newsrooms send in */
                routine?: boolean;
                /** @description From this instant (ISO 8601) */
                from?: string;
                /** @description Before this instant (ISO 8601) */
                to?: string;
                /** @description The `next` of the page before, with the same query */
                cursor?: string;
                /**
                 * @description How many at most
                 * @example 2
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Actions */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OperatorAction"][];
                        next: string | null;
                        /** @description Always absent: what is in the archive is listed as all else */
                        archived?: string[];
                        /** @description Entries, of those that may match, whose text is kept nowhere any more, since the time of RETENTION is over; lists tell them on the last page, and with a count */
                        deleted?: {
                            month: string;
                            entries: number;
                            /** @description When the last of them went */
                            at: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    reportCompleteness: {
        parameters: {
            query?: {
                /** @description First day, in UTC; absent: a week before the last */
                from?: string;
                /** @description Last day, which is included; absent: today */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A line a day, oldest first */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date */
                        from: string;
                        /** Format: date */
                        to: string;
                        /**
                         * Format: date
                         * @description The first day that anything was seen on
                         */
                        since: string | null;
                        days: components["schemas"]["CompletenessDay"][];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    reportCounterPlatform: {
        parameters: {
            query?: {
                /**
                 * @description Id of the partner or license whose use it is
                 * @example lic_01a2269bd78c75238597661b617ee2f0
                 */
                customer_id?: string;
                /**
                 * @description First month: `2026-09`, or its first day
                 * @example 2026-09
                 */
                begin_date?: string;
                /**
                 * @description Last month: `2026-10`, or its last day
                 * @example 2026-10
                 */
                end_date?: string;
                /** @description Metrics, separated by `|`; of PR at least two */
                metric_type?: string;
                /** @description Data types, separated by `|` */
                data_type?: string;
                /** @description `Regular`, `TDM` */
                access_method?: string;
                /** @description What to tell apart, separated by `|` */
                attributes_to_show?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report; `text/tab-separated-values` by `Accept` */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CounterReport"];
                    "text/tab-separated-values": string;
                };
            };
            /** @description What is missing, or dates that are none, as COUNTER has it */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CounterException"];
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 400;
                        /** @enum {unknown} */
                        code?: "malformed" | "invalid_cursor" | "too_complex";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            /** @description No such partner or license */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CounterException"];
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 403;
                        /** @enum {unknown} */
                        code?: "insufficient_scope";
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable4"];
        };
    };
    reportCounterItems: {
        parameters: {
            query?: {
                /**
                 * @description Id of the partner or license whose use it is
                 * @example lic_01a2269bd78c75238597661b617ee2f0
                 */
                customer_id?: string;
                /**
                 * @description First month: `2026-09`, or its first day
                 * @example 2026-09
                 */
                begin_date?: string;
                /**
                 * @description Last month: `2026-10`, or its last day
                 * @example 2026-10
                 */
                end_date?: string;
                /** @description Metrics, separated by `|`; of PR at least two */
                metric_type?: string;
                /** @description Data types, separated by `|` */
                data_type?: string;
                /** @description `Regular`, `TDM` */
                access_method?: string;
                /** @description What to tell apart, separated by `|` */
                attributes_to_show?: string;
                /** @description `Controlled`: all is */
                access_type?: string;
                /** @description Only this item: its id or uri */
                item_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report; `text/tab-separated-values` by `Accept` */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CounterReport"];
                    "text/tab-separated-values": string;
                };
            };
            /** @description What is missing, or dates that are none, as COUNTER has it */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CounterException"];
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 400;
                        /** @enum {unknown} */
                        code?: "malformed" | "invalid_cursor" | "too_complex";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            /** @description No such partner or license */
            403: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CounterException"];
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 403;
                        /** @enum {unknown} */
                        code?: "insufficient_scope";
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable4"];
        };
    };
    reportArticle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the item (`itm_…`)
                 * @example itm_2232aea337ee931035fa06e78a6df8da
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleReport"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    reportRules: {
        parameters: {
            query?: {
                /**
                 * @description A day, month, quarter or year: `2026-10-05`, `2026-10`, `2026-Q4`, `2026`
                 * @example 2026-11
                 */
                period?: string;
                /** @description In place of `period`: the first day */
                from?: string;
                /** @description The last day; it is included */
                to?: string;
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a2269bd78c75238597661b617ee2f0
                 */
                license?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rules, those that stopped most first */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulesReport"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    reportActivity: {
        parameters: {
            query?: {
                /**
                 * @description A day, month, quarter or year: `2026-10-05`, `2026-10`, `2026-Q4`, `2026`
                 * @example 2026-11
                 */
                period?: string;
                /** @description In place of `period`: the first day */
                from?: string;
                /** @description The last day; it is included */
                to?: string;
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a2269bd78c75238597661b617ee2f0
                 */
                license?: string;
                /** @description Of `timeline` */
                granularity?: "day" | "hour";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Totals, a time line, and the hours of the day */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityReport"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    reportForSociety: {
        parameters: {
            query?: {
                /**
                 * @description A day, month, quarter or year: `2026-10-05`, `2026-10`, `2026-Q4`, `2026`
                 * @example 2026-11
                 */
                period?: string;
                /** @description In place of `period`: the first day */
                from?: string;
                /** @description The last day; it is included */
                to?: string;
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a2269bd78c75238597661b617ee2f0
                 */
                license?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The table */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable4"];
        };
    };
    reconcile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    license?: string;
                };
            };
        };
        responses: {
            /** @description What was done */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationRun"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    listFindings: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                /**
                 * @description How many at most
                 * @example 2
                 */
                limit?: number;
                /**
                 * @description Only findings of this state
                 * @example open
                 */
                state?: "open" | "explained" | "settled";
                /** @description Only findings of this kind */
                kind?: "published_without_delivery" | "delivered_not_reported" | "published_before_term" | "published_after_term" | "published_while_suspended" | "published_before_embargo" | "published_while_held" | "published_after_kill" | "kept_after_kill" | "stale_version" | "outside_title" | "outside_territory" | "outside_use" | "wrong_channel" | "against_restriction";
                /** @description Only findings of this license */
                license?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReconciliationFinding"][];
                        next: string | null;
                        /** @description When reconciliation last looked at a license, and what waits for it */
                        reconciled: {
                            /** @description Null: no license has been looked at yet */
                            at: string | null;
                            /** @description Reports of publication that are not compared yet; at most 1000 */
                            waiting: number;
                        };
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    readFinding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the finding (`fnd_…`) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The finding */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationFinding"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    changeFinding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the finding (`fnd_…`)
                 * @example fnd_f5fbd25ab98728cdfa8e3b413efa7b20
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    state: "open" | "explained" | "settled";
                    /** @description The partner reads it, too: no names of persons */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description The finding */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationFinding"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    listOwnFindings: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                /**
                 * @description How many at most
                 * @example 2
                 */
                limit?: number;
                /** @description Only findings of this state */
                state?: "open" | "explained" | "settled";
                /** @description Only findings of this kind */
                kind?: "published_without_delivery" | "delivered_not_reported" | "published_before_term" | "published_after_term" | "published_while_suspended" | "published_before_embargo" | "published_while_held" | "published_after_kill" | "kept_after_kill" | "stale_version" | "outside_title" | "outside_territory" | "outside_use" | "wrong_channel" | "against_restriction";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OwnFinding"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    findEntities: {
        parameters: {
            query?: {
                /** @description Up to 200 ids, separated by commas. `itm_…:3` is the article with the headline of version 3 */
                ids?: string;
                /** @description Words of the name, all of them; or how an id or a URI begins */
                q?: string;
                /** @description With `q`: these kinds, separated by commas. Without it, articles are found by words of their texts, too */
                kind?: string;
                /** @description With `q`: of each kind */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Unknown ids are left out */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Entity"][];
                        /** @description Kinds of which more match than are listed */
                        more: ("partner" | "title" | "license" | "key" | "product" | "article" | "component" | "restriction" | "phrase" | "operator" | "statement" | "hold" | "finding")[];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    reportUsage: {
        parameters: {
            query?: {
                /**
                 * @description A day, month, quarter or year: `2026-10-05`, `2026-10`, `2026-Q4`, `2026`
                 * @example 2026-11
                 */
                period?: string;
                /** @description In place of `period`: the first day */
                from?: string;
                /** @description The last day; it is included */
                to?: string;
                /** @description Of `series`; `hour` is the hour of the day */
                granularity?: "month" | "day" | "hour";
                /**
                 * @description Only the traffic of live, or of test keys
                 * @example live
                 */
                env?: "live" | "test";
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a2269bd78c75238597661b617ee2f0
                 */
                license?: string;
                /** @description Id of the partner (`par_…`) */
                partner?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report, or its table */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageReport"];
                    "text/csv": string;
                };
            };
            /** @description The request is malformed: `errors` says where; or it causes more work than one request may: `exceeded` */
            400: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 400;
                        /** @enum {unknown} */
                        code?: "malformed" | "invalid_cursor" | "too_complex";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable4"];
        };
    };
    reportRoyalties: {
        parameters: {
            query?: {
                /**
                 * @description A day, month, quarter or year: `2026-10-05`, `2026-10`, `2026-Q4`, `2026`
                 * @example 2026-11
                 */
                period?: string;
                /** @description In place of `period`: the first day */
                from?: string;
                /** @description The last day; it is included */
                to?: string;
                /** @description Name of the outside supplier: its items, too */
                supplier?: string;
                /** @description Only with live keys, or with test keys */
                env?: "live" | "test";
                /** @description The `next` of the page before, with the same query */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report, or its table */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoyaltyReport"];
                    "text/csv": string;
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable4"];
        };
    };
    listStatements: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a2269bd78c75238597661b617ee2f0
                 */
                license?: string;
                /** @description Id of the partner (`par_…`) */
                partner?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StatementHead"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    closeStatement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    license: string;
                    /**
                     * @description A day, month, quarter or year that is over, in the license’s time zone
                     * @example 2026-10
                     */
                    period: string;
                };
            };
        };
        responses: {
            /** @description It was closed before */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementHead"];
                };
            };
            /** @description Closed */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementHead"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            /** @description The state of the resource does not allow this */
            409: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 409;
                        /** @enum {unknown} */
                        code?: "conflict";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable5"];
        };
    };
    listStatementMonths: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
                /** @description The newest of the twelve months; without it the last that is over */
                to?: string;
                /** @description Words of the partner’s name, its titles or the license’s reference; or an id */
                q?: string;
                /** @description Only licenses whose month `to` is so */
                state?: "open" | "ready" | "closed" | "none";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, by name */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementMonths"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    exportStatementsCsv: {
        parameters: {
            query?: {
                /** @description A day, month, quarter or year: `2026-10-05`, `2026-10`, `2026-Q4`, `2026` */
                period?: string;
                /** @description Id of the license (`lic_…`) */
                license?: string;
                /** @description Id of the partner (`par_…`) */
                partner?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The table */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    readStatement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the statement (`stm_…`)
                 * @example stm_01a2269c07777a25ae0f6f312b0d0246
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statement, or its table */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
                    "text/csv": string;
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable4"];
        };
    };
    adjustStatement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the statement (`stm_…`)
                 * @example stm_01a2269c07777a25ae0f6f312b0d0246
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Less than 0: taken back
                     * @example -12
                     */
                    units: number;
                    /** @example Deliveries of a test that ran with a live key */
                    reason: string;
                    title?: string;
                    /** @description Your own name for it. Under the same one, or with the same content, it is entered once. */
                    reference?: string;
                };
            };
        };
        responses: {
            /** @description It was entered before */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredAdjustment"];
                };
            };
            /** @description Entered */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredAdjustment"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable5"];
        };
    };
    readOwnUsage: {
        parameters: {
            query?: {
                /**
                 * @description A day, month, quarter or year: `2026-10-05`, `2026-10`, `2026-Q4`, `2026`
                 * @example 2026-11
                 */
                period?: string;
                /** @description In place of `period`: the first day */
                from?: string;
                /** @description The last day; it is included */
                to?: string;
                /** @description Of `series`; `hour` is the hour of the day */
                granularity?: "month" | "day" | "hour";
                /**
                 * @description Only the traffic of live, or of test keys
                 * @example live
                 */
                env?: "live" | "test";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report, or its table */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageReport"];
                    "text/csv": string;
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope3"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable6"];
        };
    };
    listOwnStatements: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StatementHead"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope3"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
        };
    };
    readOwnStatement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the statement (`stm_…`)
                 * @example stm_01a2269c07777a25ae0f6f312b0d0246
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statement, or its table */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
                    "text/csv": string;
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope3"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable6"];
        };
    };
    readRetention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Rules, holds, deletions */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retention"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    listHolds: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
                /**
                 * @description Only those in force; `false`: only those that are over
                 * @example true
                 */
                open?: string;
                /** @description Only holds on this license or article */
                target?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Hold"][];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    placeHold: {
        parameters: {
            query?: never;
            header?: {
                /** @description Anything that was used for no other request: for a day, a second one with it makes nothing, and is refused with 409 as soon as what the first one made is in force */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "license" | "partner" | "article";
                    /** @description Its id */
                    target: string;
                    /** @example Proceedings 3 O 114/26 */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The hold, in force */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description The request is malformed: `errors` says where; or it causes more work than one request may: `exceeded` */
            400: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 400;
                        /** @enum {unknown} */
                        code?: "malformed" | "invalid_cursor" | "too_complex";
                    };
                };
            };
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable5"];
        };
    };
    readHold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the resource
                 * @example hld_01a2269c080e76f79f94ff007894b4e1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hold */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    releaseHold: {
        parameters: {
            query: {
                /**
                 * @description Why
                 * @example Settled out of court
                 */
                reason: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the resource
                 * @example hld_01a2269c080e76f79f94ff007894b4e1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hold, released */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            /** @description The state of the resource does not allow this */
            409: {
                headers: {
                    "Request-Id": components["headers"]["Request-IdRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 409;
                        /** @enum {unknown} */
                        code?: "conflict";
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable5"];
        };
    };
    replayLog: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayQuestion"];
            };
        };
        responses: {
            /** @description The next part of the log, and the totals so far */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayAnswer"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable5"];
        };
    };
    priceLicense: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceQuestion"];
            };
        };
        responses: {
            /** @description The next part of the log, and the totals so far */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceAnswer"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["InvalidToken"];
            403: components["responses"]["InsufficientScope"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable5"];
        };
    };
}
