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
         * @description Exchanges an API key for an access token that is valid for 15 minutes (RFC 6749, client credentials). The client authenticates with its secret or with a JWT signed by its registered key (RFC 7523). `authorization_details` (RFC 9396) narrows the token to a part of the license. A `DPoP` proof (RFC 9449) binds the token to a key. Operators of an identity provider use RFC 8693 token exchange.
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
        /**
         * Revoke an access token
         * @description The token is revoked at once. The response is also 200 for a token that is invalid or unknown (RFC 7009 §2.2).
         */
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
        /** Read the metadata of the authorization server (RFC 8414) */
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
        /** Read the current and retired public keys (RFC 7517) */
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
        /**
         * Read the bytes of a component as ingested
         * @description The bytes are not stamped, and reading them is not a delivery.
         */
        get: operations["readComponentBytes"];
        /** Upload the bytes of a picture, an audio file or a video */
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
         * List the licensed articles, newest first
         * @description Each item has the headline, the summary and the link that delivers the article. The list itself delivers nothing and is not billed.
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
        /** Read the list of licensed articles as a feed */
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
        /** Read the list of licensed articles as a feed */
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
        /** Read the list of licensed articles as a feed */
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
        /** Read the list of licensed articles as a feed */
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
         * Deliver an article with its stamp, in the accepted format
         * @description Each delivery is written to the log before its first byte is sent. Conditional requests and `HEAD` run the whole decision, so a killed article never answers 304. Components that the decision withholds are left out and are listed in `Rights-Withheld`.
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
         * Deliver a single component, such as a photograph
         * @description A component is decided by itself and has a receipt of its own, which binds its bytes.
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
        /**
         * Read the decision on an article, with its trace
         * @description Decides the stated use, or all licensed uses if none is stated, and shows which rules decided. Nothing is delivered or billed.
         */
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
         * Decide whether a use is permitted
         * @description Decides as a delivery would, for one question or a list of them. Nothing is delivered, logged or billed.
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
         * List the changes of licensed articles, oldest first
         * @description Each change is listed once, in ascending order. Every page has a `next` cursor: store it and send it as `after` to continue. With `Prefer: wait=25` an empty page waits up to that many seconds for a change. A `resync` means that the license now permits something else: read the list of articles again. A killed article has a `notice` and none of its content.
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
        /** Read the changes of licensed articles as a feed */
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
        /** Read the changes of licensed articles as a feed */
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
        /** Read the changes of licensed articles as a feed */
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
        /** Read the changes of licensed articles as a feed */
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
        /**
         * List the kills, corrections and other changes of received articles, oldest first
         * @description Lists events of articles that the license has received, by themselves or in a package, and of the license itself. Each event is listed once and kept for three months. Send `next` as `after` to continue. With `Prefer: wait=30` an empty page waits up to that many seconds for an event. Events can be read after the license has ended.
         */
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
        /** Read the list of licensed articles as a feed at a secret address */
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
        /** Read the latest changes as a feed at a secret address */
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
        /** Read the list of licensed articles as a feed at a secret address */
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
        /** Read the latest changes as a feed at a secret address */
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
        /** Read the list of licensed articles as a feed at a secret address */
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
        /** Read the latest changes as a feed at a secret address */
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
        /**
         * Read a thumbnail at a signed address from a list
         * @description Needs no token; the address is signed and expires. A thumbnail is for selection and has no receipt. Each view is logged and never billed.
         */
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
        /** Decide a hypothetical use, with the whole trace; nothing is logged or delivered */
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
        /** Read the partner, license, titles, limits and usage of the token */
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
        /**
         * Preview an article without delivering it
         * @description Shows the article with all its components, marked as a preview. It has no receipt and is not logged.
         */
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
        /** List the publication reports of the license, newest first */
        get: operations["listPublications"];
        put?: never;
        /**
         * Report publications: one report, a list or a table
         * @description Accepts one report, a list of up to 1,000, or a table (`text/csv`, RFC 4180). The first line of a table names the members; ids in `components` are separated by spaces. Either all reports are accepted, or none and the response lists the faults of each. An identical report is accepted once; a different one with the same `clientRef` amends the first. Reports are also accepted when the license has expired or is suspended.
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
        /** List the declarations of the license, newest first */
        get: operations["listDeclarations"];
        put?: never;
        /**
         * Declare contractual figures: one declaration, a list or a table
         * @description Declares figures that the contract requires. The formats and rules are those of `reportPublications`.
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
        /** Record a delivery made outside the gateway, such as by e-mail or FTP */
        post: operations["enterExternal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List endpoints */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Add an endpoint
         * @description The answer has the secret, once. Store it where the receiver finds it, then verify the endpoint: until it has answered a challenge, it gets no events.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an endpoint, and what waits for it */
        get: operations["readWebhook"];
        put?: never;
        post?: never;
        /** Delete an endpoint, with its secrets and attempts */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /** Change an endpoint, disable it or enable it again */
        patch: operations["changeWebhook"];
        trace?: never;
    };
    "/v1/webhooks/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a challenge, and activate the endpoint if it answers
         * @description The endpoint gets a signed message of type `endpoint.challenge`. It must answer 2xx with `{"challenge": …}`, the value of `data.challenge`, within ten seconds.
         */
        post: operations["verifyWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test message */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a new secret; the old one signs beside it for a while */
        post: operations["rotateWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send events again */
        post: operations["redeliverEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the last requests to an endpoint, and their results */
        get: operations["listWebhookAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/acknowledgements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge an event
         * @description Enters in the log what you have done about an event, such as a kill. Another state later amends it; the same is entered once.
         */
        post: operations["acknowledgeEvent"];
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
         * Verify a receipt, or every receipt in a document, and the published text against the delivered one
         * @description Needs no token. Send the text or the page as published. The response never contains the stored text.
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
        /** Read the log entry of a receipt and its proof: claims and block digests, never the text */
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
        /** Add an operator with an API key */
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
        /** Revoke an operator permanently */
        delete: operations["deleteOperator"];
        options?: never;
        head?: never;
        /** Change the name, role or status of an operator */
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
        /** Create a new key; the old one and its tokens end at once */
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
        /** Create a product by the articles it selects */
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
        /** Change the articles a product selects */
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
        /** Grant a license; it permits only what its terms or its policy name */
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
        /** Change, suspend, reactivate or terminate a license */
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
        /** Create an API key for a license */
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
        /** Revoke an API key permanently */
        delete: operations["deleteKey"];
        options?: never;
        head?: never;
        /** Change the name, expiry, addresses or DPoP binding of an API key */
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
        /**
         * Rotate the secret of an API key; the old one remains valid for a while
         * @description Older secrets remain valid for `overlapHours`, but not beyond their own expiry. A token ends with its secret.
         */
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
        /** Create a secret feed address for readers that cannot send a token; the previous one ends at once */
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
        /** List custom phrases, including withdrawn ones */
        get: operations["listPhrases"];
        put?: never;
        /**
         * Add a custom phrase to the phrasebook
         * @description The meaning of a phrase is a prohibition or a duty. It adds to what the phrasebook understands.
         */
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
        /** Read a custom phrase */
        get: operations["readPhrase"];
        put?: never;
        post?: never;
        /** Withdraw a custom phrase; restrictions already read with it stay in force */
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
        /** List restrictions */
        get: operations["listRestrictions"];
        put?: never;
        /** Create a restriction from a policy or a text */
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
        /** Read a text with the phrasebook, without storing anything */
        post: operations["readRestrictionText"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/restrictions/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List decisions of the desk on restrictions, newest first
         * @description Lists each change that the desk made to an existing restriction, also a withdrawal or an undone decision. What a delivery of the newsroom changed is only in the history of the restriction.
         */
        get: operations["listRestrictionDecisions"];
        put?: never;
        post?: never;
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
        /** Read a restriction with its history */
        get: operations["readRestriction"];
        put?: never;
        post?: never;
        /** Withdraw a restriction */
        delete: operations["deleteRestriction"];
        options?: never;
        head?: never;
        /** Confirm, correct, reword or withdraw a restriction */
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
        /** List ingested articles, latest change first; search results newest first */
        get: operations["listIngestedArticles"];
        /**
         * Ingest one version of an article: ninjs (1.x, 2.x, 3.x) or NewsML-G2
         * @description A newer version replaces the current one. An identical version is accepted again with 200; a different item under a stored version is refused with 409.
         */
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
        /** Read an ingested article with its versions, components and restrictions */
        get: operations["readIngestedArticle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Hold, release or kill an article, name its substitute or move its embargo */
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
        /** List who has received an article, by itself or inside another, latest first */
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
        /** Ingest several articles in one call, all or nothing: ninjs as {items: […]}, or a NewsML-G2 newsMessage */
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
        /** List the parts of the archive, oldest month first */
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
        /** Read the entries of an archive part, verified against its manifest and the ledger */
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
        /** Restore archived entries to the searchable log */
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
        /** Remove restored entries from the log again; the archive retains them */
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
         * Accept the current time although the last entries have later dates
         * @description Use this after a clock that ran ahead has been corrected. A ledger shard commits nothing while its last entry has a later date than now, because it cannot tell which of the two is wrong. `now` is the correct time. Entries with later dates stay in the log unchanged.
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
         * Read metrics in the Prometheus text format
         * @description A scraper signs in as an auditor (OAuth 2 client credentials). Counters cover all isolates and never decrease. A metric whose value is unknown at the moment is left out.
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
        /** Read the progress of the last migration of a partner */
        get: operations["readPartnerMove"];
        put?: never;
        /** Start the migration of a partner to another ledger shard */
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
        /** Read the health of the ledger shards and the outbox, with findings */
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
         * List the firing and recent alerts and their deliveries
         * @description When the monitor does not answer, the response has the alerts that its standby has sent.
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
         * Send a test message to every webhook
         * @description Returns the result for each webhook. A webhook is reached when it answers with a 2xx status within 5 seconds; the body of its answer is ignored. The test is written to the operators’ log.
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
        /** Read the overview: deliveries, refusals, quotas nearly used, and what needs attention */
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
        /** Read the newest checkpoint of the agency log, or a retained one by its size */
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
        /** List the retained checkpoints of the agency log, largest first */
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
        /** Prove that the agency log of `to` entries extends the one of `from` entries */
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
        /** Read the verifier keys (C2SP signed-note) of the agency log or of a license’s log */
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
        /** Read the RFC 3161 time stamp of a checkpoint of the agency log; default: the newest that has one */
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
         * List the entries of the log, newest first, each with its leaf
         * @description All given filters must match. Where an entry has several values (sections, components, their codes and rules), one of them must match. Pages continue where the previous one ended, whatever has been added since.
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
        /** Read the last 30 days of a partner or license: traffic, reasons for refusals, quotas */
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
        /** Count the entries of the log by time, partner, section, reason and article */
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
         * Read a log entry with its decision trace, receipt and inclusion proof
         * @description Partners can read their own entries only; the answer for an entry of another partner is identical to that for an unknown id. The entry is the same as in the list.
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
         * List counted refusals by day or hour, license and code, newest first
         * @description Requests for unknown or unlicensed ids, and requests with expired keys, are counted per minute instead of being logged. Days and hours are UTC; `from` and `to` are exact to the minute.
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
        /** List the retained checkpoints of a license’s log, largest first */
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
        /** Read the newest checkpoint of a license’s log, or a retained one by its size */
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
        /** Prove that an entry is in a license’s log (`index`, `size`), or that a larger log extends a smaller one (`from`, `to`) */
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
        /** Prove that the root of a license’s log is in the agency log */
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
         * Export the log as NDJSON, oldest first, one entry per line as in the list
         * @description The export is complete when its last line is the entry named in `Export-Last`. To resume an interrupted export, send `after` (the id of the last entry received) and `to` (the `Export-To` of the first response); the parts together equal one uninterrupted export.
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
        /** Export the log as CSV, oldest first, safe to open in a spreadsheet */
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
         * Download the evidence of what was delivered and refused under a license
         * @description A ZIP with everything needed to verify, offline and without the gateway, what was delivered and refused up to the newest checkpoint. Its README.md explains how.
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
        /** Download the evidence of who has received an article; partners get that of their own license */
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
        /** List the actions of operators, newest first, each with its leaf */
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
         * Compare the requests seen at the edge with the log, day by day
         * @description Isolates store their counts every few seconds. An isolate that is lost loses its last seconds of counts, which shows as a `surplus`.
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
         * Read the COUNTER 5.1 platform report
         * @description Follows the COUNTER Code of Practice, Release 5.1, and the schema of its API. Unknown parameters are ignored and listed in `Exceptions`. A missing parameter is refused with a COUNTER exception as the whole response.
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
         * Read the COUNTER 5.1 item report
         * @description The platform report broken down by article, and by component where one was requested by itself.
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
        /** Report who received which version of an article, and who holds it */
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
        /** Report what each rule refused or withheld */
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
        /** Report entries, deliveries and refusals by day or hour */
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
        /** Report items by title, with deliveries and declared reach, as CSV for a collecting society */
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
         * Reconcile new deliveries and publication reports now
         * @description Continues through the logs of the licenses that report or must report, and compares what is new. The gateway also does so on its own. The call can be repeated at any time: no finding is created twice, and what operators have stated on a finding is preserved.
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
        /** List the findings of reconciliation, newest first, with its progress */
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
        /** Read a finding */
        get: operations["readFinding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Explain, settle or reopen a finding */
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
        /** List where your own reports differ from your deliveries, newest first */
        get: operations["listOwnFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/recalls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List recalls, newest first: kills, corrections, holds, and how far their holders have come */
        get: operations["listRecalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/recalls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a recall: what each holder and title has done, and what was seen of its pages */
        get: operations["readRecall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/recalls/{id}/closure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the signed closure of a recall, which can be verified offline */
        get: operations["downloadClosure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/recalls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List recalls, newest first: kills, corrections, holds, and how far their holders have come */
        get: operations["listRecallsForAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/recalls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a recall: what each holder and title has done, and what was seen of its pages */
        get: operations["readRecallForAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/recalls/{id}/closure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the signed closure of a recall, which can be verified offline */
        get: operations["downloadClosureForAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/recalls/{id}/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read the reported pages of a recall again, now */
        post: operations["readRecalledPages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/recalls/{id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record what a partner has told the desk about a recall, such as by telephone
         * @description Enters an `acknowledgement` in the log of the license, with the operator as its author. It counts like a report of the partner; the later one of the two prevails. `received` takes nothing back, so it is refused with 400 if the license has another answer. The same is entered once.
         */
        post: operations["recordRecallAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/recalls/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a recall, whatever is open */
        post: operations["closeRecall"];
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
         * Look up names by ids, or search names; each role can read certain kinds
         * @description Resolves the ids in lists and logs to names. The headline of an article is that of the requested version, or of the current one by default. The role `ingest` can read articles and components only; only auditors can read legal holds.
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
         * Report usage in a period: a line per license, or one license in full
         * @description Days follow the license’s time zone. Each figure links to the list of its entries. The report on a period that has not ended is provisional; close a statement for final figures.
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
        /** Report deliveries of each supplier’s content in a period by license, or by item for one supplier */
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
        /** List the statements, most recently closed first */
        get: operations["listStatements"];
        put?: never;
        /**
         * Close a period of a license with an immutable statement
         * @description The period must have ended, and all its entries must be in the list of the log. Later corrections are adjustments: log entries that are shown with the statement and billed in the period in which they are made.
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
        /** List twelve months per license: which are closed and which can be closed */
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
        /** Export the statements as CSV: a row per statement of a period, a license or a partner */
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
        /** Read a statement as closed, with later adjustments */
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
        /** Adjust a statement: adds an entry to the license’s log, billed in the current period */
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
         * Report your own usage in a period
         * @description The figures are those that auditors see for the license.
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
        /** List your own statements, most recently closed first */
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
        /** Read a statement as closed, with later adjustments */
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
        /** Read the retention rules, the legal holds in force and past deletions */
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
        /** List legal holds, oldest first */
        get: operations["listHolds"];
        put?: never;
        /** Place a legal hold on a license, partner or article; nothing of it is deleted until the hold is released */
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
        /** Read a legal hold */
        get: operations["readHold"];
        put?: never;
        post?: never;
        /** Release a legal hold permanently; data past its retention period is then deleted */
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
         * Replay logged decisions with changed restrictions or a changed license
         * @description Decides every delivery and refusal that the filter matches again, on the state stored for its time, with and without the change. One call processes a part of the log: while `continue` is not null, send it back with the same question; the totals cover all calls so far. Nothing is logged or billed.
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
         * Price a draft license on the requests of a past period
         * @description Applies the draft to the period as if it had been in force, with today’s products and the restrictions of that time. Requests of other partners are evaluated as if they stated no title. The call processes the log in parts, as `POST /v1/audit/replay` does.
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
            /** @description The `Rights-Entry` of the delivery that was published */
            entry?: string;
            /** @description The `Rights-Receipt` of that delivery */
            receipt?: string;
            /** @description Id of the title in which it was published */
            title: string;
            /** @description Address of the publication. Do not send an address that identifies or tracks a reader. */
            url?: string;
            use?: string;
            /** @enum {string} */
            channel: "web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet";
            territory?: string;
            /** @description Ids of the published components; absent: not stated */
            components?: string[];
            /** Format: date-time */
            publishedAt: string;
            /** Format: date-time */
            withdrawnAt?: string;
            /** @description Your own id for the report; must not identify a person. A second report with the same `clientRef` amends the first. */
            clientRef?: string;
        };
        NewDeclaration: {
            title: string;
            period: string;
            /** @enum {string} */
            figure: "readers" | "circulation" | "end_users" | "subscribers" | "page_views" | "unique_visitors" | "listeners" | "viewers";
            value: number;
            unit?: string;
            /** @description Your own id for the report; must not identify a person. A second report with the same `clientRef` amends the first. */
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
            /** @description Facts that the use must state to be decided */
            missing?: string[];
            rights?: components["schemas"]["EffectiveRights"];
        };
        ComponentDecision: {
            component: string;
            /** @enum {string} */
            type: "dispatch" | "photograph" | "graphic" | "logo" | "audio" | "video";
            /** @enum {string} */
            outcome: "permit" | "deny";
            /** @description Code of the reason for the refusal */
            code?: string;
            /** @description The rule that decided, as `<policy>#<rule>` */
            decidedBy: string;
            sentence: string;
            message?: components["schemas"]["Message"];
            /** @description If a value of a part that the use leaves open lifts `code`: the reason that refuses the use whatever those parts are */
            otherwise?: {
                code: string;
                decidedBy: string;
                sentence: string;
                message?: components["schemas"]["Message"];
            };
            steps: components["schemas"]["TraceStep"][];
        };
        /** @description The sentence beside it, for translation: the key of a template, and its parameters, each a text, number, word (`{of, value}`), instant (`{instant, term}`), `{list}` or message */
        Message: {
            key: string;
            parameters: {
                [key: string]: unknown;
            };
        };
        /** @description One evaluated rule and its result */
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
            /** @description Only for the desk: the words that await review */
            text?: string;
        };
        /** @description The effective rights; only on a permit */
        EffectiveRights: {
            grants: {
                uses: string[];
                titles: string[];
                territories: string[];
                /** @description Codes excluded from the territories */
                except: string[];
                channels: ("web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet")[];
                /** @description The permitted purposes; absent: any */
                purposes?: string[];
            }[];
            alterations?: ("headline" | "shorten" | "excerpt" | "translate" | "crop" | "combine")[];
            duties: {
                action: string;
                text?: string;
            }[];
            /** @description The rights apply only to a use that states these facts */
            stated?: {
                [key: string]: string | number;
            };
            /** @description Do not publish before this instant; ms since 1970 */
            notBefore?: number;
            /** @description When the rights end; ms since 1970 */
            expires: number;
        };
        /** @description Answers to a list of questions, in the order of the questions */
        DecisionsAnswer: {
            items: (components["schemas"]["DecisionAnswer"] | components["schemas"]["UnknownArticle"])[];
        };
        /** @description The answer for an article that this license does not cover or that does not exist */
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
            /** @description Components that are no longer permitted; remove them wherever they are published */
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
            /** @description Unique id of the event; the same in every delivery of it */
            id: string;
            /** @enum {string} */
            type: "article.killed" | "article.corrected" | "article.held" | "article.released" | "article.updated" | "embargo.lifted" | "picture.eliminated" | "recall.overdue" | "quota.threshold" | "key.expiring" | "license.ending" | "license.suspended" | "license.ended" | "endpoint.disabled" | "statement.closed";
            /** @description When the agency made the change, ISO 8601 UTC */
            timestamp: string;
            data: {
                license: string;
                article?: string;
                version?: string;
                href?: string;
                /** @description The article that contains it, such as a package, and that the license received */
                within?: string;
                /** @description Why it was killed or held, in the agency’s words; at most 500 characters */
                notice?: string;
                /** @description When it must be removed or replaced, ISO 8601 UTC; absent: there is no deadline */
                dueAt?: string;
                /** @description The kill, correction, hold or elimination, `rcl_…`: the same for all events about it */
                recall?: string;
                /** @description Only in `recall.overdue`: the event whose deadline has passed */
                overdue?: {
                    event: string;
                    /** @enum {string} */
                    type: "article.killed" | "article.corrected" | "article.held" | "article.released" | "article.updated" | "embargo.lifted" | "picture.eliminated" | "recall.overdue" | "quota.threshold" | "key.expiring" | "license.ending" | "license.suspended" | "license.ended" | "endpoint.disabled" | "statement.closed";
                };
                /** @description The key that expires */
                key?: string;
                /** @description When the key or the license ends, ISO 8601 UTC */
                endsAt?: string;
                quota?: {
                    /** @description The threshold: 50, 80 or 100 */
                    percent: number;
                    /** @description Billable units */
                    used: number;
                    limit: number;
                    /** @enum {string} */
                    per: "day" | "month" | "term";
                };
                statement?: string;
                /**
                 * @description Period of the statement
                 * @example 2026-10
                 */
                period?: string;
                links?: {
                    /** @description Where to say what has been done */
                    acknowledge?: string;
                    statement?: string;
                };
                /** @description The endpoint that is disabled */
                endpoint?: string;
                /**
                 * @description Why: no event taken for three days (`failing`), 410 (`gone`), or a change by `partner` or `agency`
                 * @enum {string}
                 */
                reason?: "failing" | "gone" | "partner" | "agency";
            };
        };
        WhatIfAnswer: {
            /** @enum {string} */
            outcome: "permit" | "deny";
            code?: string;
            decidedBy: string;
            sentence: string;
            message?: components["schemas"]["Message"];
            at: string;
            /** @description The id of the license, or the kind of proposal */
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
            /** @description The proposed article as read */
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
                message?: components["schemas"]["Message"];
            }[];
            components: components["schemas"]["ComponentDecision"][];
            rights?: components["schemas"]["EffectiveRights"];
            policies: {
                id: string;
                version: number;
                sha256: string;
            }[];
            /** @description Facts that the use must state to be decided */
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
                /** @description The two rules that conflict; if one overrides the other, the second is in force */
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
                /** @description The two rules that conflict; if one overrides the other, the second is in force */
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
                /** @description The two rules that conflict; if one overrides the other, the second is in force */
                rules?: {
                    id: string;
                    path: string;
                }[];
            }[];
        };
        /** @description The partner, license and limits of the token */
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
                /** @description The instant at which the license ends (exclusive) */
                ends: string;
            };
            titles: {
                id: string;
                name: string;
                domains: string[];
                /** @description Home territory, ISO 3166-1 alpha-2 */
                market: string;
                kind?: string;
                /** @description Feed or sitemap whose pages are watched */
                feed?: string;
            }[];
            /** @description Permitted ODRL actions, each with the actions it includes */
            uses: string[];
            components: ("dispatch" | "photograph" | "graphic" | "logo" | "audio" | "video")[];
            /** @description ISO 3166-1 codes and named sets; a code with a leading `-`, such as `-JP`, is excluded */
            territories: string[];
            /** @enum {string} */
            territoryBasis: "market" | "audience";
            channels: ("web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet")[];
            /** @description The permitted purposes; absent: any */
            purposes?: string[];
            /** @description The permitted purposes; absent: any */
            languages?: string[];
            /** @description Permitted alterations; empty for a license with an ODRL policy, see `policy` */
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
            /** @description Times to remove or replace what is recalled, ISO 8601 durations; absent: the defaults */
            recall?: {
                removeWithin?: string;
                correctWithin?: string;
            };
            /** @description The ODRL policy, if the license is defined by one */
            policy?: {
                [key: string]: unknown;
            };
            /** @description Time zone of the days and months of quota and usage */
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
            /** @description Billable units in the current day, month and term */
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
            /** @description What the token narrows of the license; absent members are not narrowed */
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
                events: string;
                webhooks: string;
                acknowledgements: string;
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
            /** @description Position in the license’s log, from 0 */
            index: number;
            at: string;
            leaf: string;
            /** @description Whether it was already in the log, so that nothing was added */
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
            /** @description Stored permanently in the log: do not include names of persons */
            note?: string;
        };
        PublicationEntry: {
            /** @enum {number} */
            v: 1;
            id: string;
            license: string;
            licenseVersion: number;
            /** @description Position in the license’s log, from 0 */
            index: number;
            at: string;
            /** @enum {string} */
            env: "live" | "test";
            partner: string;
            /** @description SHA-256(0x00 ‖ the entry without `leaf`, in its RFC 8785 form) in base64 */
            leaf: string;
            /** @description The partner’s key with which it was reported; null: entered by an operator */
            key: string | null;
            operator?: string;
            /** @description Number of the amendment, from 1; absent: the first report */
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
            /** @description The delivery that was published, as stated by the partner */
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
            /** @description Position in the license’s log, from 0 */
            index: number;
            at: string;
            /** @enum {string} */
            env: "live" | "test";
            partner: string;
            /** @description SHA-256(0x00 ‖ the entry without `leaf`, in its RFC 8785 form) in base64 */
            leaf: string;
            /** @description The partner’s key with which it was reported; null: entered by an operator */
            key: string | null;
            operator?: string;
            /** @description Number of the amendment, from 1; absent: the first report */
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
        WebhookWithSecret: components["schemas"]["Webhook"] & {
            /**
             * @description Verifies the signatures (Standard Webhooks, `v1`). It is shown once
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
             */
            secret: string;
        };
        Webhook: {
            id: string;
            license: string;
            url: string;
            types: string[] | null;
            description: string | null;
            /** @enum {string} */
            status: "unverified" | "active" | "disabled";
            /**
             * @description Why: no event taken for three days (`failing`), 410 (`gone`), or a change by `partner` or `agency`
             * @enum {string|null}
             */
            reason: "failing" | "gone" | "partner" | "agency" | null;
            created: string;
            changed: string;
        };
        NewWebhook: {
            /**
             * @description A public https address without user and fragment. Redirects are not followed
             * @example https://hooks.harbour.example/imprimatur
             */
            url: string;
            /** @description Types of the events that are pushed. Null: all but `article.updated`, also those that a later release adds */
            types?: ("article.killed" | "article.corrected" | "article.held" | "article.released" | "article.updated" | "embargo.lifted" | "picture.eliminated" | "recall.overdue" | "quota.threshold" | "key.expiring" | "license.ending" | "license.suspended" | "license.ended" | "endpoint.disabled" | "statement.closed")[] | null;
            description?: string;
            /** @description For operators: the license. Partners have their own */
            license?: string;
        };
        WebhookWithProgress: components["schemas"]["Webhook"] & {
            delivery: {
                /** @description Events that the endpoint has not taken yet */
                waiting: number;
                lastDeliveredAt: string | null;
                /** @description Since when it has taken no event, although some were sent; null if it works */
                failingSince: string | null;
                /** @description When the next request is due */
                nextAt: string | null;
            };
        };
        WebhookPatch: {
            /**
             * @description Another address has to answer a challenge again
             * @example https://hooks.harbour.example/imprimatur
             */
            url?: string;
            /** @description Types of the events that are pushed. Null: all but `article.updated`, also those that a later release adds */
            types?: ("article.killed" | "article.corrected" | "article.held" | "article.released" | "article.updated" | "embargo.lifted" | "picture.eliminated" | "recall.overdue" | "quota.threshold" | "key.expiring" | "license.ending" | "license.suspended" | "license.ended" | "endpoint.disabled" | "statement.closed")[] | null;
            description?: string | null;
            /**
             * @description An endpoint that is active again gets the events that it has missed. If the agency has disabled it, only the agency can enable it
             * @enum {string}
             */
            status?: "active" | "disabled";
        };
        WebhookAttempt: {
            /** @description `webhook-id` */
            event: string;
            type: string;
            at: string;
            attempt: number;
            /** @enum {string} */
            result: "delivered" | "refused" | "redirected" | "timed_out" | "unreachable";
            /** @description HTTP status; null if there was no answer */
            status: number | null;
            latencyMs: number;
            /** @description When the event is sent again; null if it is not */
            nextAt: string | null;
        };
        WebhookRotation: {
            /**
             * @description How long the old secret signs beside the new one. 0: not any more
             * @default 24
             */
            overlapHours?: number;
        };
        WebhookRedelivery: {
            /** @description Ids of events, `evt_…` */
            events: string[];
        };
        NewAcknowledgement: {
            /** @description Id of the event, `evt_…` */
            event: string;
            /**
             * @description `received`: it is known. `removed`, `corrected`: it is done. `refused`: it will not be done. `cannot`: it cannot be done
             * @enum {string}
             */
            state: "received" | "removed" | "corrected" | "refused" | "cannot";
            /** @description Where it was done */
            urls?: string[];
            /**
             * Format: date-time
             * @description When it was done: after the event, and not in the future
             */
            at?: string;
            /** @description Stored in the log for good: no names of persons */
            note?: string;
        };
        ReceiptVerdict: {
            /** @description Whether the receipt is signed by this gateway and unaltered */
            valid: boolean;
            /** @description The reason for which it is not valid */
            reason?: string;
            claims?: components["schemas"]["ReceiptClaims"];
            state?: components["schemas"]["PublicationState"];
            /**
             * @description `with_insertions`: the whole text word for word, with blocks in between that are listed in `added`. `altered_as_licensed`: only changes that the receipt permits (another headline, shortening, an excerpt). `altered`: other changes.
             * @enum {string}
             */
            text: "unmodified" | "with_insertions" | "altered_as_licensed" | "altered" | "another_article" | "not_given" | "not_covered" | "unknown";
            /** @description Blocks of the original with a different text, by their number in the original; 0 is the headline */
            changed?: number[];
            /** @description Blocks of the original that are missing, by their number in the original */
            missing?: number[];
            /** @description Published blocks that are not in the original, by their number in the published text; 0 is its headline */
            added?: number[];
            /** @description The differences in the order of the text, for display. Each `block` is a number in the original, also for additions */
            where?: {
                /**
                 * @description Kind of difference; `beside`: a version of the text with other words is next to it
                 * @enum {string}
                 */
                change: "changed" | "missing" | "added" | "beside";
                /** @description Number of the block in the original; 0 is the headline. For an addition, the block before it; -1: none */
                block?: number;
                /** @description The beginning of the published block */
                reads?: string;
            }[];
            /**
             * @description Whether the bytes are those that were delivered; `unknown` until the delivery is in the log. For other bytes, what their perceptual hash suggests without proving it: `same_picture` (scaled or saved again), `another_picture` (also one that is heavily cropped), or neither (`not_as_delivered`).
             * @enum {string}
             */
            picture?: "unmodified" | "same_picture" | "another_picture" | "not_as_delivered" | "unknown";
            /** @description Limits of the verdict on the text */
            note?: string;
            /**
             * @description Where the present is relative to the dates of the receipt (`nbf`, `expires`). It says nothing else: the receipt of a killed article may be `in_force`. `state` says whether the article may be used
             * @enum {string}
             */
            inForce: "not_yet" | "in_force" | "over" | "unknown";
            /**
             * @description `included`: proved against `checkpoint`. `overdue`: no checkpoint covers the entry after the promised 24 hours.
             * @enum {string}
             */
            log: "pending" | "included" | "overdue" | "contradicted" | "unknown";
            /** @description The checkpoint against which the entry is proved */
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
            /** @description Digest of the text, defined in docs/text-digest.md */
            digest: string;
            title: string | string[];
            uses: string[];
            territories: string[];
            channels: string[];
            purposes?: string[];
            alterations?: string[];
            /** @description The receipt applies to a use that states these facts, by ODRL left operand */
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
            /** @description Pictures with Content Credentials: their files are as the newsroom sent them, without embedded rights */
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
             * @description Current state of the article. `killed`, `held`: it must not be used. `corrected`, `updated`: a newer version is current. `unknown`: it is no longer stored
             * @enum {string}
             */
            state: "current" | "updated" | "corrected" | "embargoed" | "held" | "killed" | "unknown";
            asOf: string;
            since?: string;
            /** @description When the embargo ends */
            until?: string;
            /** @description The current version */
            version?: string;
            /** @description The reason for which it was killed or held */
            notice?: string;
            /** @description The article that replaces it */
            substitute?: string;
            /** @description Delivered components, such as photographs, that have since been killed or withheld: they must not be used */
            withdrawn?: string[];
        };
        DocumentVerdict: {
            /** @enum {string} */
            kind: "html" | "atom" | "rss" | "json_feed" | "ninjs" | "newsml_g2" | "nitf" | "markdown" | "text" | "picture";
            /**
             * @description The worst of the verdicts. `withdrawn`: as delivered, but killed or held by the agency since, so it must not be used; `not_genuine` if it was altered as well. `unchecked`: a part could not be verified, or there is no receipt.
             * @enum {string}
             */
            standing: "not_genuine" | "withdrawn" | "unchecked" | "genuine";
            heading: string;
            /** @description Number of articles or entries in the document */
            stories: number;
            /** @description One verdict per receipt */
            verdicts: {
                /** @description Number of the entry in a feed or package; 0 otherwise */
                story: number;
                /** @description The verdict in one line */
                heading: string;
                /** @description The text was located by its marks; all content between them was verified */
                marked: boolean;
                /** @description Whether the receipt is signed by this gateway and unaltered */
                valid: boolean;
                /** @description The reason for which it is not valid */
                reason?: string;
                claims?: components["schemas"]["ReceiptClaims"];
                state?: components["schemas"]["PublicationState"];
                /**
                 * @description `with_insertions`: the whole text word for word, with blocks in between that are listed in `added`. `altered_as_licensed`: only changes that the receipt permits (another headline, shortening, an excerpt). `altered`: other changes.
                 * @enum {string}
                 */
                text: "unmodified" | "with_insertions" | "altered_as_licensed" | "altered" | "another_article" | "not_given" | "not_covered" | "unknown";
                /** @description Blocks of the original with a different text, by their number in the original; 0 is the headline */
                changed?: number[];
                /** @description Blocks of the original that are missing, by their number in the original */
                missing?: number[];
                /** @description Published blocks that are not in the original, by their number in the published text; 0 is its headline */
                added?: number[];
                /** @description The differences in the order of the text, for display. Each `block` is a number in the original, also for additions */
                where?: {
                    /**
                     * @description Kind of difference; `beside`: a version of the text with other words is next to it
                     * @enum {string}
                     */
                    change: "changed" | "missing" | "added" | "beside";
                    /** @description Number of the block in the original; 0 is the headline. For an addition, the block before it; -1: none */
                    block?: number;
                    /** @description The beginning of the published block */
                    reads?: string;
                }[];
                /**
                 * @description Whether the bytes are those that were delivered; `unknown` until the delivery is in the log. For other bytes, what their perceptual hash suggests without proving it: `same_picture` (scaled or saved again), `another_picture` (also one that is heavily cropped), or neither (`not_as_delivered`).
                 * @enum {string}
                 */
                picture?: "unmodified" | "same_picture" | "another_picture" | "not_as_delivered" | "unknown";
                /** @description Limits of the verdict on the text */
                note?: string;
                /**
                 * @description Where the present is relative to the dates of the receipt (`nbf`, `expires`). It says nothing else: the receipt of a killed article may be `in_force`. `state` says whether the article may be used
                 * @enum {string}
                 */
                inForce: "not_yet" | "in_force" | "over" | "unknown";
                /**
                 * @description `included`: proved against `checkpoint`. `overdue`: no checkpoint covers the entry after the promised 24 hours.
                 * @enum {string}
                 */
                log: "pending" | "included" | "overdue" | "contradicted" | "unknown";
                /** @description The checkpoint against which the entry is proved */
                checkpoint?: {
                    origin: string;
                    size: number;
                    at: string;
                };
            }[];
            /** @description What was not verified */
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
            /** @description Further stated facts of the use, such as its purpose, by ODRL left operand */
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
            /** @description Pictures of the delivery, each with its PDQ perceptual hash, which indicates a likeness, proves nothing, and is not part of the log entry */
            pictures?: {
                component: string;
                perceptual?: string;
            }[];
            /** @description Truncated digests of the delivered text’s blocks; null when no text was delivered */
            text: {
                algorithm: string;
                digest: string;
                blocks: string[];
            } | null;
            /** @description Digests of the text of delivered pictures and other components: headlines, captions, credits */
            captions: string[];
            state: components["schemas"]["PublicationState"];
            /**
             * @description `included`: proved against `checkpoint`. `pending`: no checkpoint covers it yet. `overdue`: no checkpoint covers it after 24 hours. `contradicted`: the log has a different entry at this position, so the record is not what was logged. `unknown`: the ledger is unavailable
             * @enum {string}
             */
            log: "pending" | "included" | "overdue" | "contradicted" | "unknown";
            /** @description The checkpoint against which the entry is proved */
            checkpoint?: {
                origin: string;
                size: number;
                at: string;
            };
            /** @description Current names of the title that the request stated, or else of the titles of the license */
            titles: {
                id: string;
                name: string;
            }[];
            /** @description Type of each delivered component; empty when the version is no longer stored */
            components: {
                id: string;
                /** @enum {string} */
                type: "dispatch" | "photograph" | "graphic" | "logo" | "audio" | "video";
            }[];
        };
        OperatorWithSecret: components["schemas"]["Operator"] & {
            /** @description The secret, which is shown only once; absent when a public key was registered */
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
            /** @description The identity at an identity provider, for operators who sign in with one */
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
            recallContact?: string;
            version: number;
            created: string;
            updated: string;
        };
        Title: {
            /** @example kansai-web */
            id: string;
            name: string;
            /** @description Host names. International names are stored in their ASCII form (xn--…) */
            domains: string[];
            /**
             * @description Home market, ISO 3166-1 alpha-2 or ISO 3166-2
             * @example JP
             */
            market: string;
            /**
             * @description Kind of the publication, to which restrictions such as MAGAZINES OUT apply
             * @example magazine
             */
            kind?: string;
            /**
             * @description RSS or Atom feed, or sitemap, on one of the domains. Its pages are compared with delivered articles that have to be reported and are not
             * @example https://kansai.example/feed.xml
             */
            feed?: string;
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
             * @description The instant at which the license ends (exclusive)
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
            /** @description Deliveries must be reported as published within this time */
            reporting?: {
                withinDays: number;
            };
            /** @description Times within which what is killed, held or eliminated must be removed, and what is corrected replaced. Default: a day for what is killed or eliminated, otherwise no deadline */
            recall?: {
                /** @example PT1H */
                removeWithin?: string;
                /** @example PT1H */
                correctWithin?: string;
            };
            quota?: {
                limit: number;
                /** @enum {string} */
                per: "day" | "month" | "term";
                /** @enum {string} */
                onExceed: "refuse" | "overage";
            };
            /** @description Minimum number of units that is billed even if fewer are used */
            minimum?: {
                units: number;
                /** @enum {string} */
                per: "month" | "term";
            };
            /**
             * @description Time zone of the days and months of quota and minimum; default: UTC
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
            /** @description An ODRL 2.2 Set or Agreement (JSON-LD, RightsML 2.0, or the older JSON of ninjs encodedRights), instead of uses, components, territories, channels, purposes, languages, alterations, credit, onlineDays, retentionDays */
            policy?: Record<string, never>;
            /** @description The id of its exclusivity in decisions and in the log */
            exclusivityId?: string;
            /** @description Parts of the license that were stored and may have unintended effects; absent when there are none */
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
             * @description The instant at which it ends (exclusive)
             * @example 2026-01-01T00:00:00Z
             */
            until?: string;
            /**
             * @description Hours after the creation of each version for which it applies
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
            /** @description The two rules that conflict; if one overrides the other, the second is in force */
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
             * @description The instant at which the license ends (exclusive)
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
            /** @description Deliveries must be reported as published within this time */
            reporting?: {
                withinDays: number;
            };
            /** @description Times within which what is killed, held or eliminated must be removed, and what is corrected replaced. Default: a day for what is killed or eliminated, otherwise no deadline */
            recall?: {
                /** @example PT1H */
                removeWithin?: string;
                /** @example PT1H */
                correctWithin?: string;
            };
            quota?: {
                limit: number;
                /** @enum {string} */
                per: "day" | "month" | "term";
                /** @enum {string} */
                onExceed: "refuse" | "overage";
            };
            /** @description Minimum number of units that is billed even if fewer are used */
            minimum?: {
                units: number;
                /** @enum {string} */
                per: "month" | "term";
            };
            /**
             * @description Time zone of the days and months of quota and minimum; default: UTC
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
            /** @description An ODRL 2.2 Set or Agreement (JSON-LD, RightsML 2.0, or the older JSON of ninjs encodedRights), instead of uses, components, territories, channels, purposes, languages, alterations, credit, onlineDays, retentionDays */
            policy?: Record<string, never>;
        };
        LicenseWithHistory: components["schemas"]["License"] & {
            /** @description The evaluated ODRL policy: compiled from the terms, or as uploaded */
            agreement: {
                [key: string]: unknown;
            } | null;
            /** @description Billable units in the current day, month and term, from the ledger shard; null when the shard is unavailable */
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
            /** @description The secret, which is shown only once; absent when a public key was registered */
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
            /** @description The last characters of the newest secret or of the public key’s thumbprint */
            hint: string;
            /** @enum {string} */
            authMethod: "client_secret" | "private_key_jwt";
            dpop: boolean;
            /** @description When a token was last issued or the feed address last read, to the minute */
            lastUsed?: string;
            /** @description The last request for a token with a right secret or signature that was refused, to the minute */
            lastRefused?: {
                at: string;
                /**
                 * @description What was wrong: the address that it came from, or a secret or key that had ended
                 * @enum {string}
                 */
                reason: "address" | "expired" | "revoked";
            };
            /** @description Whether it has a secret feed address, which is shown only when it is created */
            feedAddress?: {
                created: string;
                expires?: string;
            };
            expires?: string;
            /** @description When the older secret or public key stops working; absent when none still works */
            previousExpires?: string;
            addresses?: string[];
            version: number;
            created: string;
            updated: string;
        };
        RotatedApiKey: components["schemas"]["ApiKeyWithSecret"] & {
            /** @description When older secrets expire */
            previousExpires: string;
        };
        FeedAddress: {
            key: string;
            created: string;
            /** @description Feed of the licensed articles. The addresses are secret and are shown only once */
            articles: {
                atom: string;
                rss: string;
                json: string;
            };
            /** @description Feed of the changes */
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
            /** @description An ODRL 2.2 policy with prohibitions or duties; a policy with permissions is refused */
            policy?: {
                [key: string]: unknown;
            };
            /** @description Its meaning in words */
            prose: string;
            /** @enum {string} */
            status: "active" | "withdrawn";
            /** @description Who added it, or withdrew it */
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
            /** @description An ODRL 2.2 policy as JSON-LD; the RightsML 2.0 profile is supported */
            policy: {
                [key: string]: unknown;
            } | null;
            /** @description The policy in words */
            prose: string | null;
            /** @description How the phrasebook read the text */
            reading?: {
                phrases: {
                    phrase: string;
                    rule: string;
                    prose: string;
                    /** @description The question for the desk to answer */
                    confirm?: string;
                    /** @description The questions as data */
                    questions?: {
                        /** @enum {string} */
                        about: "days" | "credit-line" | "members" | "titles" | "place" | "zone";
                        /** @description The ambiguous place name */
                        name?: string;
                        /** @description The possible codes; the rule applies to all of them */
                        codes?: string[];
                    }[];
                }[];
                /** @description The words that no phrase explains, in order */
                unaccounted: string[];
                complete: boolean;
            };
            /** @description Probable mistakes. Parts of the policy that cannot be evaluated (`unevaluable`) always forbid */
            warnings?: components["schemas"]["Finding"][];
            reviewed: boolean;
            affects?: {
                /** @description Number of licenses in force with a product that selects the restricted content */
                licenses: number;
                /**
                 * @description There may be more: only 2000 licenses are checked
                 * @enum {boolean}
                 */
                more?: true;
                /** @description Number of restrictions that await review with the same text and interpretation, including this one */
                sameText: number;
                /** @description Headline of the article */
                headline?: string;
                sections?: string[];
                /** @description Of a restricted article: whether it has components other than text. Its review withholds only these */
                media?: boolean;
                component?: {
                    type: string;
                    headline?: string;
                    caption?: string;
                    /** @description Media type; absent: the bytes have not been uploaded yet */
                    contentType?: string;
                };
            };
            /** @description When the desk ended its review, if nothing has changed it since: `reviewed: false` undoes that decision. In lists only with `affects=true` */
            decided?: string;
            created: string;
            updated: string;
        };
        Reading: {
            text: string;
            phrases: {
                phrase: string;
                rule: string;
                prose: string;
                /** @description The question for the desk to answer */
                confirm?: string;
                /** @description The questions as data */
                questions?: {
                    /** @enum {string} */
                    about: "days" | "credit-line" | "members" | "titles" | "place" | "zone";
                    /** @description The ambiguous place name */
                    name?: string;
                    /** @description The possible codes; the rule applies to all of them */
                    codes?: string[];
                }[];
            }[];
            /** @description The words that no phrase explains, in order */
            unaccounted: string[];
            complete: boolean;
            /** @description An ODRL 2.2 policy as JSON-LD; the RightsML 2.0 profile is supported */
            policy: {
                [key: string]: unknown;
            } | null;
            /** @description The policy in words */
            prose: string | null;
            /** @description The phrasebook did not understand the whole text, but the desk has confirmed an interpretation of these words, which is the policy */
            confirmed: boolean;
        };
        DecidedRestriction: components["schemas"]["Restriction"] & {
            decision: {
                /** @description The version that it made. Another `version` of the restriction: it was changed later */
                version: number;
                /** @enum {string} */
                change: "create" | "text" | "edit" | "withdraw" | "reinstate" | "repeat" | "reread" | "confirm" | "correct" | "release" | "withhold" | "reopen";
                at: string;
                operator: string;
            };
        };
        RestrictionWithHistory: components["schemas"]["Restriction"] & {
            versions: {
                version: number;
                /**
                 * @description What made this version. `confirm`, `correct` (with another policy), `release` (without a rule) and `withhold` end a review, `reopen` undoes that; `edit`: another policy outside of a review; `reread`: the newsroom delivered the same text again, and it was read otherwise, such as with a meaning that the desk had confirmed elsewhere
                 * @enum {string}
                 */
                change: "create" | "text" | "edit" | "withdraw" | "reinstate" | "repeat" | "reread" | "confirm" | "correct" | "release" | "withhold" | "reopen";
                /**
                 * @description `wire`: a delivery of the newsroom made this version
                 * @enum {string}
                 */
                source: "desk" | "wire";
                /** @enum {string} */
                status: "active" | "withdrawn";
                reviewed: boolean;
                text?: string;
                /** @description An ODRL 2.2 policy as JSON-LD; the RightsML 2.0 profile is supported */
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
            /** @description Fields of the item’s own profile: stored, never delivered */
            extra?: string[];
            /** @description Restrictions that were stored but may restrict less than the newsroom intends */
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
            /** @description Time of the last change: a new version, another state or restriction */
            updated: string;
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
            /** @description False: it has no text, only headlines and media */
            hasText: boolean;
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
                /** @description SHA-256 of the content; absent: no content yet */
                digest?: string;
                content?: {
                    contentType: string;
                    bytes: number;
                };
                /**
                 * @description The article of this component was killed or held by itself
                 * @enum {string}
                 */
                stopped?: "killed" | "held";
                embargoedUntil?: string;
            }[];
            /** @description Articles that this one names, such as those of a package, in its order, including those that are not stored. Each is licensed and delivered separately */
            members?: {
                id: string;
                uri: string;
            }[];
            restrictions: {
                id: string;
                version: number;
                scope: string;
                text?: string;
                reviewed: boolean;
            }[];
            unreviewed: string[];
            /** @description Products that contain this version, whatever its age. If empty, no license covers the article by itself */
            products: {
                id: string;
                name: string;
            }[];
            versions: {
                version: string;
                /** @description When the newsroom created the content. A hold, release or kill does not change it */
                versionCreated: string;
                changeType: string;
                /**
                 * @description What was done to status or embargo, by the desk or with a new version of the newsroom; null: neither changed
                 * @enum {string|null}
                 */
                change: "kill" | "hold" | "release" | "embargo" | "lift" | null;
                /** @description When the gateway stored the version */
                at: string;
                /** @description Who sent the version, or held, released, killed or embargoed the article, or changed its notice. The role `ingest` always gets null */
                operator: string | null;
            }[];
        };
        Holder: {
            license: string;
            partner: string;
            /** @description Name of the partner */
            name: string | null;
            /** @description Contact of the partner */
            contact: string | null;
            /** @description Contact of the partner for recalls */
            recallContact: string | null;
            /** @description Whether an active endpoint of the license takes kills. False: its system hears of one when it asks for events */
            pushed: boolean;
            title: string | null;
            /** @description Id of the article itself, or of one that contains it */
            article: string;
            /** @description Version of that article; null: it was delivered outside the gateway without stating a version */
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
                /** @description Root of the license’s tree of `last` + 1 leaves, in base64 */
                root: string;
                /** @description Number of these entries whose text was deleted after its retention period */
                deleted?: number;
            }[];
            /** @description How often texts were deleted from the file, and when last */
            shortened?: {
                times: number;
                at: string;
            };
            restored: string | null;
        };
        AcceptedClock: {
            now: string;
            /** @description Shards whose last entry was dated later than now, with the difference */
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
            /** @description When it ended; null: it is still in progress */
            ended: string | null;
        };
        Alert: {
            id: string;
            /** @enum {string} */
            kind: "watch_down" | "d1_unreachable" | "schema_behind" | "object_unreachable" | "clock_unsure" | "clock_set_back" | "unavailable" | "bugs" | "outbox_behind" | "d1_went_back" | "licenses_held" | "webhooks_disabled" | "recall_overdue" | "log_contradicted" | "ledger_changed" | "promise_broken" | "promise_soon" | "checkpoints_failing" | "checkpoint_behind" | "outside_failing" | "drain_behind" | "alarm_overdue" | "archive_damaged";
            /** @enum {string} */
            severity: "critical" | "warning";
            object: string | null;
            detail: string;
            message?: components["schemas"]["Message"];
            /** @description What it means for partners */
            meaning: string;
            runbook: string;
            since: string;
            /** @description When it was resolved; null: it is firing */
            until: string | null;
            /** @description Number of notifications sent while it was firing */
            told: number;
            deliveries: {
                hook: string;
                /** @enum {string} */
                type: "alert.firing" | "alert.resolved";
                at: string;
                triedAt: string | null;
                /**
                 * @description `overtaken`: a newer message of the same alert replaced this one
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
            /** @description Hours (UTC, such as `2026-11-26T16`) of the last 61 days that have requests, in order */
            activity: {
                hour: string;
                deliveries: number;
                refusals: number;
            }[];
            /** @description Licenses that have used at least 80 % of their quota, most used first; up to half a minute old */
            quotas: {
                /** @description Number of licenses; 1,000 means that or more */
                count: number;
                /** @description The first of them */
                items: {
                    license: string;
                    partner: {
                        id: string;
                        name: string | null;
                    };
                    /** @description Reference of the agreement */
                    reference: string | null;
                    used: number;
                    limit: number;
                    /** @enum {string} */
                    per: "day" | "month" | "term";
                    /** @enum {string} */
                    onExceed: "refuse" | "overage";
                    /** @description When the quota resets or the term ends */
                    resets: string;
                }[];
                /** @description Whether every ledger shard answered */
                complete: boolean;
            };
            /** @description Open findings of reconciliation, newest first */
            findings: {
                /** @description Number of licenses; 1,000 means that or more */
                count: number;
                /** @description The first of them */
                items: {
                    id: string;
                    /** @enum {string} */
                    kind: "published_without_delivery" | "delivered_not_reported" | "published_before_term" | "published_after_term" | "published_while_suspended" | "published_before_embargo" | "published_while_held" | "published_after_kill" | "kept_after_kill" | "stale_version" | "outside_title" | "outside_territory" | "outside_use" | "wrong_channel" | "against_restriction" | "credit_missing" | "altered_text" | "published_unreported";
                    license: string;
                    sentence: string;
                    since: string;
                }[];
            };
            /** @description Overdue recalls: those that a license refuses first, then those that a license has not acknowledged, each by deadline */
            recalls: {
                /** @description Number of licenses; 1,000 means that or more */
                count: number;
                /** @description The first of them */
                items: (components["schemas"]["Recall"] & {
                    /** @description Number of partners to call: those with a license that has not answered and that no active endpoint serves */
                    toCall: number;
                    /** @description The first partners to call, by name */
                    calls: {
                        partner: string;
                        name: string;
                        /** @description Contact of the partner for recalls, or else its contact; null: it has none */
                        contact: string | null;
                    }[];
                })[];
            };
            /** @description Recalls that are open and not overdue, in the same order */
            openRecalls: {
                /** @description Number of licenses; 1,000 means that or more */
                count: number;
                /** @description The first of them */
                items: (components["schemas"]["Recall"] & {
                    /** @description Number of partners to call: those with a license that has not answered and that no active endpoint serves */
                    toCall: number;
                    /** @description The first partners to call, by name */
                    calls: {
                        partner: string;
                        name: string;
                        /** @description Contact of the partner for recalls, or else its contact; null: it has none */
                        contact: string | null;
                    }[];
                })[];
            };
            /** @description Uses with live keys in the current month up to today, and in the previous month up to the same day */
            months: {
                current: {
                    /** @description The first day, YYYY-MM-DD */
                    from: string;
                    /** @description The last day (inclusive) */
                    to: string;
                    units: number;
                    deliveries: number;
                    refusals: number;
                    /** @description Number of partners with a delivery or refusal in these days */
                    partners: number;
                };
                previous: {
                    /** @description The first day, YYYY-MM-DD */
                    from: string;
                    /** @description The last day (inclusive) */
                    to: string;
                    units: number;
                    deliveries: number;
                    refusals: number;
                    /** @description Number of partners with a delivery or refusal in these days */
                    partners: number;
                };
            };
            statements: {
                period: string;
                /** @description Number of licenses without a statement for the last month that has ended; at most 1,000. A license needs none of a month that had ended when it was stored */
                due: number;
                /** @description Number of statements that the eleven months before it lack; at most 1,000 */
                older: number;
            };
            /** @description Null for auditors */
            desk: {
                /** @description Active licenses that end within 60 days, soonest first */
                ending: {
                    /** @description Number of licenses; 1,000 means that or more */
                    count: number;
                    /** @description The first of them */
                    items: {
                        license: string;
                        partner: {
                            id: string;
                            name: string | null;
                        };
                        /** @description Reference of the agreement */
                        reference: string | null;
                        ends: string;
                    }[];
                };
                /** @description Embargoes that end next */
                embargoes: {
                    /** @description Number of licenses; 1,000 means that or more */
                    count: number;
                    /** @description The first of them */
                    items: {
                        article: string;
                        headline: string | null;
                        embargoedUntil: string;
                    }[];
                };
                /** @description Number of articles on hold; 1,000 means that or more */
                held: number;
                /** @description Restrictions that await review, oldest first */
                unreviewed: {
                    /** @description Number of licenses; 1,000 means that or more */
                    count: number;
                    /** @description The first of them */
                    items: {
                        restriction: string;
                        scope: string;
                        text: string | null;
                    }[];
                };
                /** @description Live keys of active licenses: those that expire within 14 days, then those without a token for 7 days */
                keys: {
                    /** @description Number of licenses; 1,000 means that or more */
                    count: number;
                    /** @description The first of them */
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
                /** @description Whether there are any at all, by kind */
                has: {
                    partners: boolean;
                    products: boolean;
                    licenses: boolean;
                    keys: boolean;
                    /** @description An active operator of the role `ingest` */
                    newsroom: boolean;
                    articles: boolean;
                    auditors: boolean;
                };
            } | null;
        };
        RecallClosed: {
            at: string;
            /**
             * @description `completed`: every title of every holder is seen gone or corrected, or acknowledged without a reported page. `superseded`: a later change of the article has replaced it. `desk`: an operator has closed it
             * @enum {string}
             */
            how: "completed" | "superseded" | "desk";
            /** @description The operator who closed it; null: it closed by itself */
            operator: string | null;
            note: string | null;
            /** @description Number of licenses that were not done at that time */
            open: number;
        } | null;
        Recall: {
            id: string;
            /** @enum {string} */
            type: "article.killed" | "article.corrected" | "article.held" | "picture.eliminated";
            article: string;
            /** @description The version that the change has made */
            version: string;
            /** @description Headline of that version */
            headline: string | null;
            /** @description When the agency made the change */
            at: string;
            /**
             * @description `overdue`: open, and the deadline of a holder has passed
             * @enum {string}
             */
            state: "open" | "overdue" | "closed";
            /** @description The earliest deadline of a holder that is not done; null: there is none */
            dueAt: string | null;
            closed: components["schemas"]["RecallClosed"];
            /** @description Numbers of licenses: notified; that have reported anything; that are done; that have refused, or cannot; that are overdue */
            holders: {
                notified: number;
                acknowledged: number;
                done: number;
                refused: number;
                overdue: number;
            };
            /** @description Numbers of reported pages: all; seen gone or corrected; seen with the text; not read yet, or not readable */
            pages: {
                reported: number;
                seen: number;
                up: number;
                unread: number;
            };
        };
        LedgerEntry: components["schemas"]["UseEntry"] | components["schemas"]["PublicationEntry"] | components["schemas"]["DeclarationEntry"] | components["schemas"]["AdjustmentEntry"] | components["schemas"]["ExternalEntry"] | components["schemas"]["AcknowledgementEntry"] | components["schemas"]["NoticeEntry"] | components["schemas"]["ReadingEntry"];
        UseEntry: {
            /** @enum {number} */
            v: 1;
            id: string;
            license: string;
            licenseVersion: number;
            /** @description Position in the license’s log, from 0 */
            index: number;
            at: string;
            /** @enum {string} */
            env: "live" | "test";
            partner: string;
            /** @description SHA-256(0x00 ‖ the entry without `leaf`, in its RFC 8785 form) in base64 */
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
            /** @description Further stated facts of the use, by ODRL left operand */
            stated?: {
                [key: string]: string | number;
            };
            /** @description What the token narrowed the license to, if it did */
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
            /** @description For a thumbnail: the component that was shown, not delivered */
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
            /** @description The components that were billed */
            billed?: string[];
        };
        AdjustmentEntry: {
            /** @enum {number} */
            v: 1;
            id: string;
            license: string;
            licenseVersion: number;
            /** @description Position in the license’s log, from 0 */
            index: number;
            at: string;
            /** @enum {string} */
            env: "live" | "test";
            partner: string;
            /** @description SHA-256(0x00 ‖ the entry without `leaf`, in its RFC 8785 form) in base64 */
            leaf: string;
            /** @description The partner’s key with which it was reported; null: entered by an operator */
            key: string | null;
            operator?: string;
            /** @description Number of the amendment, from 1; absent: the first report */
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
            /** @description Position in the license’s log, from 0 */
            index: number;
            at: string;
            /** @enum {string} */
            env: "live" | "test";
            partner: string;
            /** @description SHA-256(0x00 ‖ the entry without `leaf`, in its RFC 8785 form) in base64 */
            leaf: string;
            /** @description The partner’s key with which it was reported; null: entered by an operator */
            key: string | null;
            operator?: string;
            /** @description Number of the amendment, from 1; absent: the first report */
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
        AcknowledgementEntry: {
            /** @enum {number} */
            v: 1;
            id: string;
            license: string;
            licenseVersion: number;
            /** @description Position in the license’s log, from 0 */
            index: number;
            at: string;
            /** @enum {string} */
            env: "live" | "test";
            partner: string;
            /** @description SHA-256(0x00 ‖ the entry without `leaf`, in its RFC 8785 form) in base64 */
            leaf: string;
            /** @description The partner’s key with which it was reported; null: entered by an operator */
            key: string | null;
            operator?: string;
            /** @description Number of the amendment, from 1; absent: the first report */
            revision?: number;
            /** @enum {string} */
            outcome: "permit";
            code: null;
            /** @enum {number} */
            billable: 0;
            /** @enum {string} */
            kind: "acknowledgement";
            title: null;
            article: string | null;
            version: string | null;
            event: string;
            eventType: string;
            /** @enum {string} */
            state: "received" | "removed" | "corrected" | "refused" | "cannot";
            urls: string[];
            /** @description When it was done, as stated by the partner */
            doneAt: string | null;
            note: string | null;
            /** @description The endpoint that answered 2xx; null: reported by the partner, or, with `operator`, entered by the desk */
            endpoint: string | null;
        };
        NoticeEntry: {
            /** @enum {number} */
            v: 1;
            id: string;
            license: string;
            licenseVersion: number;
            /** @description Position in the license’s log, from 0 */
            index: number;
            at: string;
            /** @enum {string} */
            env: "live" | "test";
            partner: string;
            /** @description SHA-256(0x00 ‖ the entry without `leaf`, in its RFC 8785 form) in base64 */
            leaf: string;
            /** @description The partner’s key with which it was reported; null: entered by an operator */
            key: string | null;
            operator?: string;
            /** @description Number of the amendment, from 1; absent: the first report */
            revision?: number;
            /** @enum {string} */
            outcome: "permit";
            code: null;
            /** @enum {number} */
            billable: 0;
            /** @enum {string} */
            kind: "notice";
            title: null;
            article: string | null;
            version: string | null;
            event: string;
            eventType: string;
            /** @description The recall to which the event belongs; null: none */
            recall: string | null;
            /** @description The received item that contains the article; null: none */
            within: string | null;
            /** @description When the partner must have acted; null: no deadline */
            dueAt: string | null;
        };
        ReadingEntry: {
            /** @enum {number} */
            v: 1;
            id: string;
            license: string;
            licenseVersion: number;
            /** @description Position in the license’s log, from 0 */
            index: number;
            at: string;
            /** @enum {string} */
            env: "live" | "test";
            partner: string;
            /** @description SHA-256(0x00 ‖ the entry without `leaf`, in its RFC 8785 form) in base64 */
            leaf: string;
            /** @description The partner’s key with which it was reported; null: entered by an operator */
            key: string | null;
            operator?: string;
            /** @description Number of the amendment, from 1; absent: the first report */
            revision?: number;
            /** @enum {string} */
            outcome: "permit";
            code: null;
            /** @enum {number} */
            billable: 0;
            /** @enum {string} */
            kind: "reading";
            title: string | null;
            article: string;
            /** @description The version that the page is compared with */
            version: string | null;
            /** @description The event whose effect is checked; null: a regular reading */
            event: string | null;
            recall: string | null;
            /** @description Entry of the publication report; null: the page is unreported */
            publication: string | null;
            url: string;
            readAt: string;
            /**
             * @description `gone`: 404, 410 or 401. `corrected`: the page has the newer text. `unchanged`: it has the text of `version`. `altered`: it has some of it. `other`: it has none of it. `unread`: it could not be read
             * @enum {string}
             */
            verdict: "gone" | "corrected" | "unchanged" | "altered" | "other" | "unread";
            /** @description HTTP status; null: there was no answer */
            status: number | null;
            /** @description Why the page could not be read; null: it was read */
            reason: string | null;
            /** @description Blocks of the version’s text */
            blocks: number;
            /** @description How many of them are on the page */
            found: number;
            /** @description Whether the page names the agency; null: not looked for */
            credit: boolean | null;
            /** @description SHA-256 of the page’s bytes, hex; null: none were read */
            sha256: string | null;
        };
        Activity: {
            at: string;
            /** @description The instant at which the first of `days` begins */
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
            /** @description The 3 most frequent codes of the refusals in `days` */
            reasons: {
                code: string;
                entries: number;
            }[];
            /** @description Time of the last request; null: none is in the log */
            lastRequestAt: string | null;
            /** @description The 10 most used quotas of active licenses */
            quotas: {
                license: string;
                /** @description Billable units with live keys in the current window */
                used: number;
                limit: number;
                /** @enum {string} */
                per: "day" | "month" | "term";
                /** @enum {string} */
                onExceed: "refuse" | "overage";
                /** @description When the next window begins or the term ends */
                resets: string;
            }[];
            /** @description The 10 newest refusals, of any time */
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
             * @description Length of the steps of `timeline`; it grows with the span
             * @enum {string}
             */
            every: "hour" | "day" | "week" | "month";
            /** @description End of the last step; null: nothing matches */
            to: string | null;
            timeline: {
                /** @description Start of the step */
                at: string;
                /** @description Of every kind, also notices and reports */
                entries: number;
                deliveries: number;
                refusals: number;
            }[];
            partners: {
                partner: string;
                name: string | null;
                entries: number;
            }[];
            /** @description Counts by section; an entry of two sections counts in both. The empty name: entries without a section */
            sections: {
                section: string;
                entries: number;
            }[];
            /** @description Number of entries that were refused, or had a component withheld, for this reason */
            codes: {
                code: string;
                entries: number;
            }[];
            /** @description The articles with the most entries, each with the headline of its newest version; only with `articles=true` */
            articles?: {
                article: string;
                headline: string | null;
                entries: number;
            }[];
            /** @description Months with deleted entries, which are not counted */
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
            /** @description Further stated facts of the use, such as its purpose, by ODRL left operand */
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
            /** @description Pictures of the delivery, each with its PDQ perceptual hash, which indicates a likeness, proves nothing, and is not part of the log entry */
            pictures?: {
                component: string;
                perceptual?: string;
            }[];
            /** @description Truncated digests of the delivered text’s blocks; null when no text was delivered */
            text: {
                algorithm: string;
                digest: string;
                blocks: string[];
            } | null;
            /** @description Digests of the text of delivered pictures and other components: headlines, captions, credits */
            captions: string[];
        };
        RefusalCount: {
            /**
             * @description The day or hour (UTC)
             * @example 2026-11-24T16
             */
            period: string;
            /** @description License of the token */
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
            /** @description Of `recall.answer`: the license whose answer was entered */
            holder?: string;
            /** @description What the change did: `kill`, `hold`, `release`, `embargo` or `lift` (an embargo) of an article; `suspend` or `reactivate` of a license, partner or operator; `renew` (a later end) or `terminate` of a license; `withdraw` of a restriction, and `confirm`, `release` (without a rule), `withhold` or `reopen` of its review; `explain`, `settle` or `reopen` of a finding. Absent: something else */
            change?: string;
            /**
             * @description Names of the resource’s members that the action set, changed or removed, without `version`, `updated` and members that follow from others. Their values are not logged
             * @example [
             *       "contact",
             *       "titles"
             *     ]
             */
            changed?: string[];
            /** @description SHA-256 of the resource’s RFC 8785 form before the action, in hex; null: there was none */
            before: string | null;
            after: string | null;
            /** @description When it was requested */
            done: string;
            /** @description When it was written to the log */
            at: string;
            index: number;
            /** @description SHA-256(0x00 ‖ the entry without `leaf`, in its RFC 8785 form) in base64 */
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
            /** @description Origin of an action that is not a request: an issuer, `command` or `d1` */
            via?: string;
            /** @description The reason given to the command */
            reason?: string;
        };
        CompletenessDay: {
            /**
             * Format: date
             * @description The day (UTC)
             */
            day: string;
            /**
             * @description `missing`: the edge has counted requests that the log does not have. `surplus`: the log has entries that the edge has not counted. `open`: the day has not ended. `unwatched`: a day before counting began. `gone`: a part of the day is no longer in the database.
             * @enum {string}
             */
            finding: "complete" | "missing" | "surplus" | "open" | "unwatched" | "gone";
            /** @description Requests that the edge counted as logged or counted, minus those in the log */
            difference: {
                entries: number;
                counted: number;
            } | null;
            /** @description Requests that could deliver content: articles, components, full-text feeds */
            seen: number;
            /** @description Of these, those answered with a log entry */
            entered: number;
            /** @description Of these, refusals that the ledger counted without an entry */
            counted: number;
            /** @description Requests without a log entry, by reason */
            notEntered: {
                /** @description Requests without a valid token */
                unauthenticated: number;
                /** @description Malformed requests, and requests for a format that is not offered */
                malformed: number;
                /** @description Requests over the rate limit */
                limited: number;
                /** @description Requests answered with 503, or whose bytes are missing: nothing was delivered */
                unavailable: number;
                /** @description Requests answered with content but without a log entry. Investigate the cause */
                unlogged: number;
                /** @description Requests that failed otherwise */
                other: number;
            };
            /** @description Requests whose outcome is unknown; may be negative around midnight */
            openEnded: number;
            ledger: {
                /** @description Deliveries and refusals in the log of the day */
                entries: number;
                /** @description Refusals that were counted without an entry */
                counted: number;
            };
            /** @description Number of isolates that stored counts */
            isolates: number;
        };
        /** @description Follows the schema of the COUNTER API, Release 5.1 */
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
            /** @description The newest version */
            version: string;
            pubStatus: string;
            headline: string | null;
            /** @description What each title received, by version */
            received: {
                license: string;
                partner: string;
                /** @description Name of the partner */
                name: string | null;
                title: string | null;
                version: string;
                /** @description Number of deliveries with content */
                times: number;
                components: {
                    component: string;
                    type: string | null;
                    times: number;
                    firstAt: string;
                    lastAt: string;
                    /** @description Id of the first entry */
                    first: string;
                    /** @description Id of the last entry */
                    last: string;
                }[];
                firstAt: string;
                lastAt: string;
                /** @description Id of the first entry */
                first: string;
                /** @description Id of the last entry */
                last: string;
                /** @description Link to the entries */
                href: string;
            }[];
            refused: {
                license: string;
                partner: string;
                /** @description Name of the partner */
                name: string | null;
                title: string | null;
                code: string;
                times: number;
                firstAt: string;
                lastAt: string;
                /** @description Id of the first entry */
                first: string;
                /** @description Id of the last entry */
                last: string;
                href: string;
            }[];
            /** @description Who holds it, by itself or inside another article, including by deleted entries */
            holders: {
                license: string;
                partner: string;
                /** @description Name of the partner */
                name: string | null;
                title: string | null;
                /** @description Id of the article itself, or of one that contains it */
                article: string;
                /** @description Version of that article; null: it was delivered outside the gateway without stating a version */
                version: string | null;
                at: string;
                entry: string;
                href: string;
            }[];
            /** @description Whether there are more holders than are listed */
            more: boolean;
            /** @description Months with deleted entries, which are not counted */
            archived: string[];
        };
        RulesReport: {
            period: {
                name: string;
                from: string;
                to: string;
            };
            /** @description When the report was created */
            at: string;
            items: components["schemas"]["RuleReportLine"][];
            /** @description Number of rules that are not listed: those that stopped least */
            more: number;
            /** @description Always empty: the counts include deleted entries */
            archived: string[];
        };
        RuleReportLine: {
            rule: string;
            /** @description The rule in words, as of now; absent if it cannot be expressed */
            words: string | null;
            message?: components["schemas"]["Message"];
            /** @description Number of entries in which it refused or withheld something */
            entries: number;
            /** @description Number of requests it refused */
            refused: number;
            /** @description Number of components it withheld */
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
            /** @description When the report was created */
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
            /** @description All days together, by hour of the day in the license’s time zone */
            hours: {
                hour: string;
                entries: number;
                deliveries: number;
                refusals: number;
            }[];
        };
        ReconciliationRun: {
            /** @description Number of licenses that were processed completely */
            licenses: number;
            entries: number;
            /** @description Number of publications compared */
            judged: number;
            opened: number;
            settled: number;
            /** @description There is more to reconcile: repeat the call */
            more: boolean;
        };
        ReconciliationFinding: {
            id: string;
            /** @enum {string} */
            kind: "published_without_delivery" | "delivered_not_reported" | "published_before_term" | "published_after_term" | "published_while_suspended" | "published_before_embargo" | "published_while_held" | "published_after_kill" | "kept_after_kill" | "stale_version" | "outside_title" | "outside_territory" | "outside_use" | "wrong_channel" | "against_restriction" | "credit_missing" | "altered_text" | "published_unreported";
            license: string;
            partner: string;
            article: string;
            /** @description The URI that the partner reported; the catalogue may not have such an article */
            uri?: string;
            sentence: string;
            message?: components["schemas"]["Message"];
            /** @description Evidence for the finding: entries, versions, the rule, the change of the article */
            evidence: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            state: "open" | "explained" | "settled";
            note: string | null;
            /** @description The operator who set the state; null: nobody, it was found or settled automatically */
            operator: string | null;
            since: string;
            changed: string;
            /** @description States that operators set before, oldest first; only of a single finding */
            earlier?: {
                /** @enum {string} */
                state: "open" | "explained" | "settled";
                note: string | null;
                operator: string;
                changed: string;
            }[];
        };
        OwnFinding: {
            id: string;
            /** @enum {string} */
            kind: "published_without_delivery" | "delivered_not_reported" | "published_before_term" | "published_after_term" | "published_while_suspended" | "published_before_embargo" | "published_while_held" | "published_after_kill" | "kept_after_kill" | "stale_version" | "outside_title" | "outside_territory" | "outside_use" | "wrong_channel" | "against_restriction" | "credit_missing" | "altered_text" | "published_unreported";
            license: string;
            article: string;
            /** @description The URI that the partner reported; the catalogue may not have such an article */
            uri?: string;
            sentence: string;
            message?: components["schemas"]["Message"];
            /** @description Evidence for the finding: entries, versions, the rule, the change of the article */
            evidence: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            state: "open" | "explained" | "settled";
            note: string | null;
            since: string;
            changed: string;
        };
        RecallDetails: components["schemas"]["Recall"] & {
            /** @description Entry of the operators’ log by which the desk made the change; null: the wire made it, or it is not drained yet */
            action: string | null;
            /** @description The operator of `action` */
            operator: string | null;
            /** @description Why it was killed or held, in the agency’s words for partners, or the editorial note of a correction; null: no reason was given, or the version is not stored any more */
            notice: string | null;
            /** @description The holders. Of a closed recall as it was at the closing, which nothing changes later */
            licenses: components["schemas"]["RecallLicense"][];
            /** @description What was entered after the closing, oldest first. Empty: the recall is open, or nothing was */
            later: components["schemas"]["RecallLaterEntry"][];
        };
        RecallLicense: {
            license: string;
            /** @description Reference of the consent on which the license is based */
            reference: string | null;
            partner: string | null;
            partnerName: string | null;
            event: string;
            /** @description The received item that contains the article; null: none */
            within: string | null;
            notice: {
                entry: string;
                at: string;
            };
            dueAt: string | null;
            /** @description When the case was escalated; null: it was not */
            overdueAt: string | null;
            /**
             * @description `notified`: the event was entered for the license, and is available to it. `received`: its endpoint has answered 2xx. `acknowledged`: the partner knows. `refused`: it refuses, or cannot. `removed`: it reports removal or correction. `seen`: its pages are gone or corrected. `closed`: done
             * @enum {string}
             */
            state: "notified" | "received" | "acknowledged" | "refused" | "removed" | "seen" | "closed";
            /** @description The first endpoint that answered 2xx */
            received: {
                entry: string;
                at: string;
                endpoint: string;
            } | null;
            acknowledgement: components["schemas"]["RecallAcknowledgement"];
            titles: components["schemas"]["RecallTitle"][];
            /** @description Pushes of the event, newest first, as far as its endpoints retain them */
            attempts: (components["schemas"]["WebhookAttempt"] & {
                endpoint: string;
                url: string;
            })[];
        };
        /** @description The partner’s last report, or its answer as the desk has entered it */
        RecallAcknowledgement: {
            /** @enum {string} */
            state: "received" | "removed" | "corrected" | "refused" | "cannot";
            at: string;
            entry: string;
            /** @description When it was done, as stated by the partner */
            doneAt: string | null;
            note: string | null;
            urls: string[];
            /** @description The operator who entered what the partner said; absent: the partner reported it itself */
            operator?: string;
        } | null;
        RecallTitle: {
            /** @description The title; null: the deliveries stated none */
            id: string | null;
            name: string | null;
            /** @enum {string} */
            state: "notified" | "received" | "acknowledged" | "refused" | "removed" | "seen" | "closed";
            /** @description When each step was reached, and its entry; null: it was not. `closed`: the license is done */
            steps: {
                notified: {
                    at: string;
                    entry: string | null;
                };
                received: {
                    at: string;
                    entry: string | null;
                } | null;
                acknowledged: {
                    at: string;
                    entry: string | null;
                } | null;
                refused: {
                    at: string;
                    entry: string | null;
                } | null;
                removed: {
                    at: string;
                    entry: string | null;
                } | null;
                seen: {
                    at: string;
                    entry: string | null;
                } | null;
                closed: {
                    at: string;
                    entry: string | null;
                } | null;
            };
            /** @description Its last delivery; null: only a publication was reported */
            delivery: {
                entry: string;
                at: string;
                article: string;
                version: string | null;
            } | null;
            pages: components["schemas"]["RecallPage"][];
        };
        RecallPage: {
            /** @description Entry of the last report with this address */
            publication: string;
            url: string;
            publishedAt: string;
            /** @description When the partner withdrew it, as reported */
            withdrawnAt: string | null;
            /** @description What was seen of it, newest first */
            readings: components["schemas"]["RecallReading"][];
            /** @description When it is read next; null: it is not */
            nextAt: string | null;
        };
        RecallReading: {
            entry: string;
            at: string;
            /** @enum {string} */
            verdict: "gone" | "corrected" | "unchanged" | "altered" | "other" | "unread";
            status: number | null;
            reason: string | null;
            /** @description Blocks of the version’s text */
            blocks: number;
            /** @description How many of them are on the page */
            found: number;
            /** @description SHA-256 of the page’s bytes, hex; null: none were read */
            sha256: string | null;
            /** @description Whether the page names the agency; null: not looked for */
            credit: boolean | null;
            /** @description The version that the page was compared with */
            version: string | null;
        };
        RecallLaterEntry: {
            license: string;
            /** @enum {string} */
            kind: "notice" | "acknowledgement" | "reading" | "publication";
            entry: string;
            /** @description When it was entered */
            at: string;
            /** @enum {string|null} */
            state: "received" | "removed" | "corrected" | "refused" | "cannot" | null;
            /** @description When it was done, as stated by the partner */
            doneAt: string | null;
            /** @description Of an acknowledgement */
            note: string | null;
            /** @description The endpoint that answered 2xx; null: the partner reports it */
            endpoint: string | null;
            /** @description Of a reading, or of a reported publication */
            url: string | null;
            /** @enum {string|null} */
            verdict: "gone" | "corrected" | "unchanged" | "altered" | "other" | "unread" | null;
            /** @description When the partner withdrew the publication, as reported */
            withdrawnAt: string | null;
        };
        RecallClosure: {
            closure: {
                /** @enum {string} */
                form: "imprimatur-closure-1";
                made: string;
                gateway: string;
                /** @description Origin of the agency log */
                origin: string;
                recall: components["schemas"]["RecallAtClosing"];
                /** @description What was entered after the closing, oldest first. Empty: the recall is open, or nothing was */
                later: components["schemas"]["RecallLaterEntry"][];
                /** @description The log of each license, and that of the operators, as `operators` */
                logs: {
                    license: string;
                    /** @description C2SP signed note of the log */
                    checkpoint: string;
                    /** @description Entries as they were logged (RFC 8785) */
                    entries: {
                        [key: string]: unknown;
                    }[];
                    proof: {
                        [key: string]: unknown;
                    };
                }[];
                agency: {
                    checkpoint: string;
                    proof: {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Ed25519 over the RFC 8785 form of `closure`, by the key of checkpoints; base64 */
            signature: string;
        };
        RecallAtClosing: {
            id: string;
            /** @enum {string} */
            type: "article.killed" | "article.corrected" | "article.held" | "picture.eliminated";
            article: string;
            /** @description The version that the change has made */
            version: string;
            /** @description Headline of that version */
            headline: string | null;
            /** @description When the agency made the change */
            at: string;
            /**
             * @description `overdue`: open, and the deadline of a holder has passed
             * @enum {string}
             */
            state: "open" | "overdue" | "closed";
            /** @description The earliest deadline of a holder that is not done; null: there is none */
            dueAt: string | null;
            closed: components["schemas"]["RecallClosed"];
            /** @description Numbers of licenses: notified; that have reported anything; that are done; that have refused, or cannot; that are overdue */
            holders: {
                notified: number;
                acknowledged: number;
                done: number;
                refused: number;
                overdue: number;
            };
            /** @description Numbers of reported pages: all; seen gone or corrected; seen with the text; not read yet, or not readable */
            pages: {
                reported: number;
                seen: number;
                up: number;
                unread: number;
            };
            /** @description Entry of the operators’ log by which the desk made the change; null: the wire made it, or it is not drained yet */
            action: string | null;
            /** @description The operator of `action` */
            operator: string | null;
            /** @description Why it was killed or held, in the agency’s words for partners, or the editorial note of a correction; null: no reason was given, or the version is not stored any more */
            notice: string | null;
            /** @description The holders. Of a closed recall as it was at the closing, which nothing changes later */
            licenses: components["schemas"]["RecallLicense"][];
        };
        RecallReadings: {
            /** @description Pages that were read */
            read: number;
            /** @description Pages that are read within the next minutes */
            waiting: number;
        };
        NewRecallAnswer: {
            license: string;
            /**
             * @description `received`: it is known. `removed`, `corrected`: it is done. `refused`: it will not be done. `cannot`: it cannot be done
             * @enum {string}
             */
            state: "received" | "removed" | "corrected" | "refused" | "cannot";
            /**
             * Format: date-time
             * @description When it was done: after the event, and not in the future
             */
            at?: string;
            /** @description Who said it, and how. Stored in the log for good: a function, no names of persons */
            note: string;
        };
        RecallClosing: {
            /** @description Why it is closed. Part of the signed closure: no names of persons */
            note: string;
        };
        Entity: {
            id: string;
            /** @enum {string} */
            kind: "partner" | "title" | "license" | "key" | "product" | "article" | "component" | "restriction" | "phrase" | "operator" | "statement" | "hold" | "finding" | "recall";
            /** @description Name; of a license `Partner · Reference`, of an article its headline */
            name: string;
            /** @description The version whose headline it is, if one was requested */
            version?: string;
            /** @description Text that distinguishes it from others of the same name */
            detail?: string;
            type?: string;
            status?: string;
            at?: string;
            /** @description No name has the searched words; this one has words that differ by a letter or in umlauts */
            near?: boolean;
            partner?: {
                id: string;
                name: string;
            };
            /** @description The article of a component */
            article?: string;
            /** @description The titles of a license or partner */
            titles?: {
                id: string;
                name: string;
            }[];
            /** @description Reference of the consent on which a license is based */
            reference?: string;
            /** @description Time zone of the periods of a license */
            timeZone?: string;
            /** @description Names of the products of a license */
            products?: string;
            /** @description First day of a license, in its time zone */
            firstDay?: string;
            /** @description Last day of a license, in its time zone */
            lastDay?: string;
        };
        UsageReport: {
            period: {
                name: string;
                from: string;
                to: string;
            };
            /** @description When the report was created; a period that has not ended is not final */
            at: string;
            /** @description One line per license, or one license in full */
            items: (components["schemas"]["LicenseUsage"] | {
                license: string;
                partner: string;
                /** @description Version of the license at the end of the period */
                version: number;
                /** @description Time zone of the period */
                timeZone: string;
                /** @description Start of the period in that time zone */
                from: string;
                /** @description End of the period (exclusive) */
                to: string;
                live?: components["schemas"]["UsageFigures"];
                test?: components["schemas"]["UsageFigures"];
                billing?: components["schemas"]["UsageBilling"];
            })[];
            /** @description Always absent: archived entries are counted and listed like all others */
            archived?: string[];
            /** @description With `top`: the number of all lines */
            lines?: number;
            /** @description Totals of all lines; test keys are included only if requested */
            totals: {
                /** @description Number of deliveries and refusals */
                entries: number;
                deliveries: number;
                refusals: number;
                /** @description Deliveries without content: HEAD, 304 */
                empty: number;
                /** @description Deliveries with content that added nothing to the bill */
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
            /** @description Version of the license at the end of the period */
            version: number;
            /** @description Time zone of the period */
            timeZone: string;
            /** @description Start of the period in that time zone */
            from: string;
            /** @description End of the period (exclusive) */
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
            /** @description Number of deliveries and refusals */
            entries: number;
            deliveries: number;
            refusals: number;
            /** @description Deliveries without content: HEAD, 304 */
            empty: number;
            /** @description Deliveries with content that added nothing to the bill */
            repeats: number;
            units: number;
            firstAt: string | null;
            lastAt: string | null;
            /** @description Links to the entries of each figure */
            links: {
                deliveries: string;
                refusals: string;
                empty: string;
                repeats: string;
                units: string;
            };
        };
        UsageBilling: {
            /** @description Units with live keys in the period */
            units: number;
            /** @description Number of units above the quota */
            overage: number;
            quota: {
                limit: number;
                /** @enum {string} */
                per: "day" | "month" | "term";
                /** @enum {string} */
                onExceed: "refuse" | "overage";
                /** @description The day or month of the window, or the first day of the term */
                window: string;
                /** @description Units in the window up to the end of the period */
                used: number;
                /** @description Units of the period above the limit */
                overage: number;
            }[];
            minimum: {
                units: number;
                /** @enum {string} */
                per: "month" | "term";
                window: string;
                used: number;
                /** @description Units short of the minimum; null while the window has not ended */
                shortfall: number | null;
            }[];
            /** @description Units short of the minimum in months and terms that ended in the period */
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
                /** @description Number of components delivered */
                components: number;
                /** @description Number of deliveries with any of them */
                deliveries: number;
                /** @description Units billed for them */
                units: number;
                licenses: {
                    license: string;
                    /** @description Number of components delivered */
                    components: number;
                    /** @description Number of deliveries with any of them */
                    deliveries: number;
                    /** @description Units billed for them */
                    units: number;
                    href: string;
                }[];
            }[];
            /** @description A page of the articles of the requested supplier */
            items?: {
                license: string;
                article: string;
                /** @description Number of components delivered */
                components: number;
                /** @description Number of deliveries with any of them */
                deliveries: number;
                /** @description Units billed for them */
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
            /** @description Number of entries of the license’s log that it covers */
            size: number;
            units: number;
            billed: number;
            overage: number;
            shortfall: number;
            /** @description Units of adjustments made in the period */
            adjusted: number;
            /** @description SHA-256 of the RFC 8785 form of `statement`, in hex */
            sha256: string;
            href: string;
        };
        StatementMonths: {
            /** @description Counts for all licenses, regardless of the query; newest first */
            months: {
                period: string;
                /** @description Number of licenses */
                open: number;
                /** @description Number of licenses */
                ready: number;
                /** @description Number of licenses */
                daily: number;
                /** @description Number of licenses */
                closed: number;
            }[];
            items: {
                license: string;
                partner: string;
                /** @description Name of the partner */
                name: string;
                /** @description Reference of the agreement */
                reference: string | null;
                /** @description Time zone of its months */
                timeZone: string;
                months: {
                    period: string;
                    /**
                     * @description `open`: it has not ended in the license’s time zone; `ready`: it can be closed; `daily`: days of it have statements, so it cannot be closed as a whole; `closed`: it, its quarter or its year has a statement; `none`: there is nothing to close
                     * @enum {string}
                     */
                    state: "open" | "ready" | "daily" | "closed" | "none";
                    statement?: string;
                }[];
                billing?: components["schemas"]["UsageBilling"] & unknown;
            }[];
            next: string | null;
        };
        Statement: {
            /** @description The statement as closed, in its RFC 8785 form; never changes */
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
                    /** @description The checkpoint of this size; null when the log is empty */
                    checkpoint: string | null;
                };
                usage: components["schemas"]["LicenseUsage"];
            };
            sha256: string;
            /** @description Later adjustments */
            adjustments: components["schemas"]["Adjustment"][];
        };
        EnteredAdjustment: components["schemas"]["Adjustment"] & {
            index: number;
            leaf: string;
        };
        Retention: {
            keeps: {
                /** @description Number of months; null: permanently */
                entries: number | null;
                /** @description Number of months; null: permanently */
                actions: number | null;
                /** @description Number of months; null: permanently */
                counts: number | null;
                /** @description Number of months; null: permanently */
                findings: number | null;
                /** @description Number of months; null: permanently */
                readings: number | null;
            };
            /** @description Fault of the setting RETENTION; nothing is deleted until it is corrected */
            fault?: string;
            /** @description The holds in force */
            holds: components["schemas"]["Hold"][];
            /** @description Number of possibly matching entries whose text was deleted after its RETENTION period; on the last page of a list, and with a count */
            deleted: {
                month: string;
                entries: number;
                /** @description When the last of them was deleted */
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
            /** @description When it was released; absent while it is in force */
            released?: {
                at: string;
                operator: string;
                reason: string;
            };
        };
        ReplayAnswer: {
            totals: components["schemas"]["ReplayTotals"];
            sentences: string[];
            /** @description Months with deleted entries, which may be missing */
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
                /** @description The two rules that conflict; if one overrides the other, the second is in force */
                rules?: {
                    id: string;
                    path: string;
                }[];
            }[];
            /** @description Send it back with the same question to process the next part of the log; null: the replay is complete */
            continue: {
                place: {
                    article: string;
                    n: number | null;
                };
                /** @description Units of an article that is not complete */
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
            /** @description Number of deliveries and refusals that were decided again */
            entries: number;
            same: number;
            /** @description Changed decisions: `permit` or the code of the refusal, before and after */
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
            /** @description Units that would additionally have been billed, and units that would not */
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
            /** @description Entries that were not decided again because their state is not stored */
            notDecided: {
                reason: string;
                entries: number;
            }[];
            /** @description Refusals for a quota that the changed license has in another form; counted as permitted */
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
                message?: components["schemas"]["Message"];
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
                 * @description Policies, or `{text}`, that apply to every entry that the filter matches
                 * @default []
                 */
                restrictions?: Record<string, never>[];
                /**
                 * @description Ids of restrictions and exclusivities to leave out
                 * @default []
                 */
                withdraw?: string[];
                /** @description Other terms for the license of the filter, or another version of it */
                license?: {
                    /** @description Terms as for `POST /v1/admin/licenses`; without `partner`, for no titles */
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
                         * @description The instant at which the license ends (exclusive)
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
                        /** @description Deliveries must be reported as published within this time */
                        reporting?: {
                            withinDays: number;
                        };
                        /** @description Times within which what is killed, held or eliminated must be removed, and what is corrected replaced. Default: a day for what is killed or eliminated, otherwise no deadline */
                        recall?: {
                            /** @example PT1H */
                            removeWithin?: string;
                            /** @example PT1H */
                            correctWithin?: string;
                        };
                        quota?: {
                            limit: number;
                            /** @enum {string} */
                            per: "day" | "month" | "term";
                            /** @enum {string} */
                            onExceed: "refuse" | "overage";
                        };
                        /** @description Minimum number of units that is billed even if fewer are used */
                        minimum?: {
                            units: number;
                            /** @enum {string} */
                            per: "month" | "term";
                        };
                        /**
                         * @description Time zone of the days and months of quota and minimum; default: UTC
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
                        /** @description An ODRL 2.2 Set or Agreement (JSON-LD, RightsML 2.0, or the older JSON of ninjs encodedRights), instead of uses, components, territories, channels, purposes, languages, alterations, credit, onlineDays, retentionDays */
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
                /** @description Units of an article that is not complete */
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
            /** @description Units, counted once for each title, article and component */
            units: number;
            quota?: {
                limit: number;
                /** @enum {string} */
                per: "day" | "month" | "term";
                /** @enum {string} */
                onExceed: "refuse" | "overage";
                /** @description Units above the limit in all windows */
                over: number;
                exceeded: {
                    window: string;
                    units: number;
                    over: number;
                }[];
            };
            /** @description Exclusive rights of other licenses that conflict with it, so that it could not be stored */
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
                /** @description The two rules that conflict; if one overrides the other, the second is in force */
                rules?: {
                    id: string;
                    path: string;
                }[];
            }[];
            totals: components["schemas"]["PriceTotals"];
            sentences: string[];
            /** @description Months with deleted entries, which may be missing */
            archived?: string[];
            /** @description Send it back with the same question to process the next part of the log; null: the replay is complete */
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
            /** @description Number of deliveries and refusals of the basis, with live keys */
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
            /** @description Units by type of component */
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
            /** @description Units by day in the license’s time zone */
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
            /** @description Terms as for `POST /v1/admin/licenses`; without `partner`, for no titles */
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
                 * @description The instant at which the license ends (exclusive)
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
                /** @description Deliveries must be reported as published within this time */
                reporting?: {
                    withinDays: number;
                };
                /** @description Times within which what is killed, held or eliminated must be removed, and what is corrected replaced. Default: a day for what is killed or eliminated, otherwise no deadline */
                recall?: {
                    /** @example PT1H */
                    removeWithin?: string;
                    /** @example PT1H */
                    correctWithin?: string;
                };
                quota?: {
                    limit: number;
                    /** @enum {string} */
                    per: "day" | "month" | "term";
                    /** @enum {string} */
                    onExceed: "refuse" | "overage";
                };
                /** @description Minimum number of units that is billed even if fewer are used */
                minimum?: {
                    units: number;
                    /** @enum {string} */
                    per: "month" | "term";
                };
                /**
                 * @description Time zone of the days and months of quota and minimum; default: UTC
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
                /** @description An ODRL 2.2 Set or Agreement (JSON-LD, RightsML 2.0, or the older JSON of ninjs encodedRights), instead of uses, components, territories, channels, purposes, languages, alterations, credit, onlineDays, retentionDays */
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
             * @description Selects the past requests to price; empty: all requests
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
        /** @description A refusal (RFC 9457). `code` is stable; `type` is the address of a page that explains it. */
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            /** @enum {string} */
            code: "malformed" | "invalid_cursor" | "invalid_token" | "insufficient_scope" | "cross_site" | "license_suspended" | "license_expired" | "held" | "embargoed" | "use_not_licensed" | "component_not_licensed" | "title_not_licensed" | "territory_not_licensed" | "channel_not_licensed" | "purpose_not_licensed" | "language_not_licensed" | "outside_term" | "outside_token" | "restricted" | "restriction_unreviewed" | "duty_unfulfilled" | "indeterminate" | "policy_void" | "quota_exceeded" | "not_found" | "not_acceptable" | "method_not_allowed" | "conflict" | "killed" | "precondition_failed" | "too_complex" | "headers_too_large" | "too_large" | "range_not_satisfiable" | "unsupported_type" | "content_unavailable" | "too_many_requests" | "internal" | "ledger_unavailable" | "storage_unavailable" | "gateway_busy" | "checkpoint_pending" | "change_pending";
            /** @description The reason for this refusal, in a sentence */
            detail: string;
            message?: components["schemas"]["Message"];
            /** @description The faults of the request */
            errors?: components["schemas"]["Fault"][];
            /** @description Number of further faults that are not in `errors` */
            moreErrors?: number;
            /** @description The rule that decided, as `<policy>#<rule>`, or the step of the decision */
            decidedBy?: string;
            /** @description The decision on each component */
            trace?: (components["schemas"]["ComponentDecision"] | {
                decidedBy: string;
                sentence: string;
            })[];
            /** @description Facts that the use must state to be decided */
            missing?: string[];
            /** @description Id of the log entry of the refusal */
            entry?: string;
            /** @description The kill notice of a killed article */
            notice?: string;
            /** @description The article that replaces a killed one, if your license covers it */
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
            /** @description The role of the operator, if it is not one of `roles` */
            role?: string;
            /** @description Roles that permit this */
            roles?: string[];
            /** @description Media types on offer */
            offered?: string[];
            /** @description The limit that the request exceeds, of its size or of the work that it causes */
            exceeded?: {
                /** @enum {string} */
                what: "bodyBytes" | "nodes" | "characters" | "comparisons" | "termsWords" | "policyCharacters" | "inflatedBytes";
                limit: number;
            };
            /** @description Number of entries in the requested log */
            size?: number;
            reason?: string;
            /** @description Id of the request; quote it when you report a fault of the gateway */
            request?: string;
        };
        Fault: {
            /** @description JSON pointer, or name of a header */
            path: string;
            message: string;
            /** @description In a table: the line of the file, from 1 */
            line?: number;
            /** @description In a table: the number of the field in the line, from 1 */
            column?: number;
            /** @description Key of the message, for programs with messages of their own */
            key?: string;
            /** @description Values in the message, such as a limit. A word of a vocabulary is {of, value}, a nested message {key, parameters} */
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
        /** @description The media type of the body is not accepted */
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
        /** @description A header is too large, or all headers together are */
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
        /** @description An error in the gateway; `request` is the id of the request */
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
        /** @description The request is malformed (see `errors`), or it causes more work than one request may cause (see `exceeded`) */
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
        /** @description A part of the gateway is unavailable, or no slot is free for another large response. Nothing was delivered. A change may have been stored without confirmation; `detail` says so if that is unknown */
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
        /** @description The resource does not exist, or this token may not see it */
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
        /** @description Too many requests, or too many large responses at a time; `Retry-After` says when to retry */
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
        /** @description A part of the gateway is unavailable, or no slot is free for another large response. Nothing was delivered. A change may have been stored without confirmation; `detail` says so if that is unknown */
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
        /** @description The server offers none of the accepted formats; `offered` lists those it offers */
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
        /** @description A precondition of the request is not met */
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
        /** @description The resource does not exist, or this token may not see it */
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
        /** @description The article has been killed */
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
        /** @description A part of the gateway is unavailable, or no slot is free for another large response. Nothing was delivered. A change may have been stored without confirmation; `detail` says so if that is unknown */
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
        /** @description A part of the gateway is unavailable, or no slot is free for another large response. Nothing was delivered. A change may have been stored without confirmation; `detail` says so if that is unknown */
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
        /** @description A part of the gateway is unavailable, or no slot is free for another large response. Nothing was delivered. A change may have been stored without confirmation; `detail` says so if that is unknown */
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
        /** @description A part of the gateway is unavailable, or no slot is free for another large response. Nothing was delivered. A change may have been stored without confirmation; `detail` says so if that is unknown */
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
        /** @description The signed receipt of this delivery, a compact JWS of `typ` `rights-receipt+jwt`. Keep it with what you publish. */
        "Rights-Receipt": string;
        /** @description The signed receipt of this delivery, a compact JWS of `typ` `rights-receipt+jwt`. Keep it with what you publish. */
        "Rights-ReceiptRequired": string;
        /** @description Id of the log entry of this request */
        "Rights-Entry": string;
        /** @description Id of the log entry of this request */
        "Rights-EntryRequired": string;
        /** @description Components that were left out: an RFC 9651 list, each item with its `code`. Absent: none. */
        "Rights-Withheld": string;
        /** @description The rights of a picture with Content Credentials, whose file has no embedded rights: an RFC 9651 dictionary of `notice`, `owner`, `credit`, `licensor`, `license`, `data-mining` and `terms` */
        "Rights-Statement": string;
        /** @description A strong tag of version, format, decision and license version; weak in lists */
        ETagRequired: string;
        /** @description When the version was created */
        "Last-ModifiedRequired": string;
        /** @description Links (RFC 8288): `rel="license"` is the licensing page; `rel="describedby"`, for a picture with Content Credentials, the record of its receipt; `rel="next"`, in lists, the next page */
        Link: string;
        /** @description Links (RFC 8288): `rel="license"` is the licensing page; `rel="describedby"`, for a picture with Content Credentials, the record of its receipt; `rel="next"`, in lists, the next page */
        LinkRequired: string;
        /** @description The request headers on which the response depends */
        VaryRequired: string;
        /** @description Caching directives (RFC 9111); `private` for partners */
        "Cache-ControlRequired": string;
        /** @description The kind of token that is required (RFC 6750 §3, RFC 9449 §7.1) */
        "WWW-AuthenticateRequired": string;
        /** @description Number of seconds to wait before the next attempt */
        "Retry-After": string;
        /** @description Number of seconds to wait before the next attempt */
        "Retry-AfterRequired": string;
        /** @description Id of the request in the log of the gateway; quote it when you ask about this response */
        "Request-IdRequired": string;
        /** @description How long the gateway was prepared to wait (RFC 7240) */
        "Preference-Applied": string;
        /** @description `sha-256` of the bytes sent (RFC 9530) */
        "Content-Digest": string;
        /** @description `sha-256` of the whole content, of which a range is a part (RFC 9530) */
        "Repr-Digest": string;
        /** @description The range of bytes sent (RFC 9110 §14.4) */
        "Content-RangeRequired": string;
        /** @description `bytes`: ranges can be requested */
        "Accept-Ranges": string;
        /** @description Suggested file name (RFC 6266) */
        "Content-DispositionRequired": string;
        /** @description The instant (exclusive) at which the export ends; sent as `to`, a later export has the same entries */
        "Export-ToRequired": string;
        /** @description Id of the last entry of the complete export. Absent: the export has no entries. */
        "Export-Last": string;
        /** @description Months of which entries were deleted; the table does not include these */
        "Export-Archived": string;
        /** @description Number of possibly matching entries whose text has been deleted, by month: `2024-01=1204, 2024-02=987` */
        "Export-Deleted": string;
        /** @description The address of exactly this response */
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
                /** @description DPoP proof (RFC 9449); binds the token to the key of the proof */
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
                    /** @description Narrows the token to a part of the license (RFC 9396), as JSON */
                    authorization_details?: string;
                    /** @description Required with `client_secret` when HTTP Basic is not used */
                    client_id?: string;
                    client_secret?: string;
                    /** @description Must be `urn:ietf:params:oauth:client-assertion-type:jwt-bearer` (RFC 7523) */
                    client_assertion_type?: string;
                    /** @description A JWT signed with the client’s registered key (RFC 7523) */
                    client_assertion?: string;
                    /** @description The token of an identity provider (RFC 8693) */
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
                        /** @description A JWT access token of `typ` `at+jwt` (RFC 9068) */
                        access_token: string;
                        issued_token_type?: string;
                        /** @enum {unknown} */
                        token_type: "Bearer" | "DPoP";
                        /** @description Seconds */
                        expires_in: number;
                        /** @enum {unknown} */
                        scope: "articles" | "admin" | "audit";
                        /** @description The part of the license that the token permits; only in partners’ tokens */
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
            /** @description The token request is invalid */
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
            /** @description The client is unknown, or its key is revoked or expired */
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
            /** @description The gateway cannot issue tokens at the moment. Retry later */
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
                    /** @description Required with `client_secret` when HTTP Basic is not used */
                    client_id?: string;
                    client_secret?: string;
                    /** @description Must be `urn:ietf:params:oauth:client-assertion-type:jwt-bearer` (RFC 7523) */
                    client_assertion_type?: string;
                    /** @description A JWT signed with the client’s registered key (RFC 7523) */
                    client_assertion?: string;
                };
            };
        };
        responses: {
            /** @description The token is revoked, or was never valid (RFC 7009 §2.2) */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is malformed, or the token belongs to another client */
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
            /** @description The client is unknown */
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
            /** @description The gateway cannot issue tokens at the moment. Retry later */
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
            /** @description The keys, each with its purpose: to verify access tokens, receipts or checkpoints */
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
            /** @description The same bytes are already stored */
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
                 * @description Search query: all words must occur. `"a phrase"` matches a phrase, `begin*` a prefix, `-without` excludes a word
                 * @example toll
                 */
                q?: string;
                /**
                 * @description Only articles of this newsroom section
                 * @example politics
                 */
                section?: string;
                /** @description Only articles of this ninjs type, such as `text` */
                type?: string;
                /** @description Only articles in this language (BCP 47) */
                language?: string;
                /** @description Only articles with this subject code */
                subject?: string;
                /** @description Only articles whose text names this place as its own: its name or code */
                place?: string;
                /** @description Only versions created since this instant (ISO 8601) */
                since?: string;
                /** @description Only versions created before this instant (ISO 8601) */
                until?: string;
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
                /** @description How much of each text a feed contains, up to what the license permits in feeds */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
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
                            /** @description The summary written by the newsroom */
                            summary?: string;
                            /** @description Number of words in the text */
                            wordCount?: number;
                            sections: string[];
                            versionCreated: string;
                            embargoedUntil?: string;
                            components: {
                                id: string;
                                type: string;
                                allowed: boolean;
                                /** @description Address of a thumbnail of a licensed picture; needs no token and is valid for at least half an hour */
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
                /** @description Search query: all words must occur. `"a phrase"` matches a phrase, `begin*` a prefix, `-without` excludes a word */
                q?: string;
                /**
                 * @description Only articles of this newsroom section
                 * @example politics
                 */
                section?: string;
                /** @description Only articles of this ninjs type, such as `text` */
                type?: string;
                /** @description Only articles in this language (BCP 47) */
                language?: string;
                /** @description Only articles with this subject code */
                subject?: string;
                /** @description Only articles whose text names this place as its own: its name or code */
                place?: string;
                /** @description Only versions created since this instant (ISO 8601) */
                since?: string;
                /** @description Only versions created before this instant (ISO 8601) */
                until?: string;
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /**
                 * @description Maximum number of items in the page
                 * @example 2
                 */
                limit?: number;
                /** @description How much of each text a feed contains, up to what the license permits in feeds */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
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
                /** @description Search query: all words must occur. `"a phrase"` matches a phrase, `begin*` a prefix, `-without` excludes a word */
                q?: string;
                /**
                 * @description Only articles of this newsroom section
                 * @example politics
                 */
                section?: string;
                /** @description Only articles of this ninjs type, such as `text` */
                type?: string;
                /** @description Only articles in this language (BCP 47) */
                language?: string;
                /** @description Only articles with this subject code */
                subject?: string;
                /** @description Only articles whose text names this place as its own: its name or code */
                place?: string;
                /** @description Only versions created since this instant (ISO 8601) */
                since?: string;
                /** @description Only versions created before this instant (ISO 8601) */
                until?: string;
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /**
                 * @description Maximum number of items in the page
                 * @example 2
                 */
                limit?: number;
                /** @description How much of each text a feed contains, up to what the license permits in feeds */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
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
                /** @description Search query: all words must occur. `"a phrase"` matches a phrase, `begin*` a prefix, `-without` excludes a word */
                q?: string;
                /**
                 * @description Only articles of this newsroom section
                 * @example politics
                 */
                section?: string;
                /** @description Only articles of this ninjs type, such as `text` */
                type?: string;
                /** @description Only articles in this language (BCP 47) */
                language?: string;
                /** @description Only articles with this subject code */
                subject?: string;
                /** @description Only articles whose text names this place as its own: its name or code */
                place?: string;
                /** @description Only versions created since this instant (ISO 8601) */
                since?: string;
                /** @description Only versions created before this instant (ISO 8601) */
                until?: string;
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /**
                 * @description Maximum number of items in the page
                 * @example 2
                 */
                limit?: number;
                /** @description How much of each text a feed contains, up to what the license permits in feeds */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
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
                /** @description Search query: all words must occur. `"a phrase"` matches a phrase, `begin*` a prefix, `-without` excludes a word */
                q?: string;
                /** @description Only articles of this newsroom section */
                section?: string;
                /** @description Only articles of this ninjs type, such as `text` */
                type?: string;
                /** @description Only articles in this language (BCP 47) */
                language?: string;
                /** @description Only articles with this subject code */
                subject?: string;
                /** @description Only articles whose text names this place as its own: its name or code */
                place?: string;
                /** @description Only versions created since this instant (ISO 8601) */
                since?: string;
                /** @description Only versions created before this instant (ISO 8601) */
                until?: string;
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
                /** @description How much of each text a feed contains, up to what the license permits in feeds */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
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
                 * @description Use: the ODRL action, such as `display`
                 * @example display
                 */
                use?: string;
                /** @description Use: id of the title */
                title?: string;
                /**
                 * @description Use: country or subdivision, by its ISO 3166 code; any other value is malformed
                 * @example JP
                 */
                territory?: string;
                /** @description Use: the channel */
                channel?: "web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet";
                /** @description Use: purpose, by name or IRI */
                purpose?: string;
                /** @description Use: position in an ordered collection */
                absolutePosition?: string;
                /** @description Use: size, such as `1200 px` */
                absoluteSize?: number | string;
                /** @description Use: number of times */
                count?: number | string;
                /** @description Use: the event that the use is tied to */
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
                /** @description Use: position relative to the whole */
                relativePosition?: string;
                /** @description Use: size relative to the whole */
                relativeSize?: number | string;
                /** @description Use: resolution, such as `300 dpi` */
                resolution?: number | string;
                /** @description Use: the device */
                systemDevice?: string;
                /** @description Use: the unit of `count` */
                unitOfCount?: string;
                /** @description Version of the article; default: the newest */
                version?: string;
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
                /**
                 * @description The `Last-Modified` of the copy you have. Ignored when `If-None-Match` is present
                 * @example Tue, 24 Nov 2026 12:31:55 GMT
                 */
                "If-Modified-Since"?: string;
                /**
                 * @description The response is 412 if the article has changed since. Ignored when `If-Match` is present
                 * @example Tue, 24 Nov 2026 12:31:55 GMT
                 */
                "If-Unmodified-Since"?: string;
            };
            path: {
                /**
                 * @description Id of the item (`itm_…`). A suffix selects the format and overrides `Accept`: `.json` (application/json), `.ninjs2` (application/ninjs+json;version=2.2), `.html` (text/html), `.fragment` (text/html;profile=fragment), `.fragment-short` (text/html;profile=fragment;stamp=short), `.body` (text/html;profile=body), `.body-short` (text/html;profile=body;stamp=short), `.txt` (text/plain), `.md` (text/markdown), `.md-body` (text/markdown;profile=body), `.md-body-short` (text/markdown;profile=body;stamp=short), `.newsml` (application/vnd.iptc.g2.newsmessage+xml), `.newsitem` (application/vnd.iptc.g2.newsitem+xml), `.article` (application/vnd.imprimatur.article+json), `.nitf` (application/nitf+xml).
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
                        /** @description An IPTC ninjs document; `standard` names its version (https://www.iptc.org/std/ninjs/) */
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
                            /** @description The receipt, a compact JWS */
                            receipt: string;
                            verify?: string;
                            /** @description The credit line to print */
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
                             * @description Do not publish before this instant; null: no embargo
                             */
                            notBefore: string | null;
                            /** Format: date-time */
                            expires: string | null;
                            /**
                             * Format: date-time
                             * @description Delete all copies by this instant; null: no obligation
                             */
                            deleteBy: string | null;
                            /**
                             * Format: date-time
                             * @description Delete copies that were never published by this instant
                             */
                            deleteUnpublishedBy?: string | null;
                            components: {
                                id: string;
                                type: string;
                                allowed: boolean;
                                /** @description Remove any copy from an earlier delivery */
                                remove: boolean;
                                /** @description Code of the reason for which it is withheld */
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
            /** @description The resource does not exist, or this token may not see it */
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
            /** @description The server offers none of the accepted formats; `offered` lists those it offers */
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
            /** @description The article has been killed */
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
                /** @description Use: the ODRL action, such as `display` */
                use?: string;
                /** @description Use: id of the title */
                title?: string;
                /** @description Use: country or subdivision, by its ISO 3166 code; any other value is malformed */
                territory?: string;
                /** @description Use: the channel */
                channel?: "web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet";
                /** @description Use: purpose, by name or IRI */
                purpose?: string;
                /** @description Use: position in an ordered collection */
                absolutePosition?: string;
                /** @description Use: size, such as `1200 px` */
                absoluteSize?: number | string;
                /** @description Use: number of times */
                count?: number | string;
                /** @description Use: the event that the use is tied to */
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
                /** @description Use: position relative to the whole */
                relativePosition?: string;
                /** @description Use: size relative to the whole */
                relativeSize?: number | string;
                /** @description Use: resolution, such as `300 dpi` */
                resolution?: number | string;
                /** @description Use: the device */
                systemDevice?: string;
                /** @description Use: the unit of `count` */
                unitOfCount?: string;
                /** @description Maximum width of a picture in pixels; a picture that is not wider is delivered as it is */
                width?: 320 | 640 | 960 | 1280 | 1920 | 2560;
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
                /**
                 * @description The `Last-Modified` of the copy you have. Ignored when `If-None-Match` is present
                 * @example Tue, 24 Nov 2026 12:31:55 GMT
                 */
                "If-Modified-Since"?: string;
                /**
                 * @description The response is 412 if the article has changed since. Ignored when `If-Match` is present
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
            /** @description The range requested with `Range` */
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
            /** @description The range is outside the content */
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
                 * @description Use: the ODRL action, such as `display`
                 * @example display
                 */
                use?: string;
                /**
                 * @description Use: id of the title
                 * @example hallwanger-post
                 */
                title?: string;
                /** @description Use: country or subdivision, by its ISO 3166 code; any other value is malformed */
                territory?: string;
                /** @description Use: the channel */
                channel?: "web" | "app" | "newsletter" | "social" | "print" | "epaper" | "broadcast" | "podcast" | "intranet";
                /** @description Use: purpose, by name or IRI */
                purpose?: string;
                /** @description Use: position in an ordered collection */
                absolutePosition?: string;
                /** @description Use: size, such as `1200 px` */
                absoluteSize?: number | string;
                /** @description Use: number of times */
                count?: number | string;
                /** @description Use: the event that the use is tied to */
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
                /** @description Use: position relative to the whole */
                relativePosition?: string;
                /** @description Use: size relative to the whole */
                relativeSize?: number | string;
                /** @description Use: resolution, such as `300 dpi` */
                resolution?: number | string;
                /** @description Use: the device */
                systemDevice?: string;
                /** @description Use: the unit of `count` */
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
            /** @description The decision, or a list of decisions for a list of questions */
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
                /** @description The `next` cursor of the previous page */
                after?: string;
                /**
                 * @description Maximum number of items in the page
                 * @example 2
                 */
                limit?: number;
                /** @description How much of each text a feed contains, up to what the license permits in feeds */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
                /**
                 * @description `wait=` seconds for which an empty response may wait for something new (RFC 7240)
                 * @example wait=25
                 */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; continue from its `next` cursor */
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
            /** @description Nothing has changed */
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
                /** @description The `next` cursor of the previous page */
                after?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
                /** @description How much of each text a feed contains, up to what the license permits in feeds */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
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
            /** @description Nothing has changed */
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
                /** @description The `next` cursor of the previous page */
                after?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
                /** @description How much of each text a feed contains, up to what the license permits in feeds */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
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
            /** @description Nothing has changed */
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
                /** @description The `next` cursor of the previous page */
                after?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
                /** @description How much of each text a feed contains, up to what the license permits in feeds */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
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
            /** @description Nothing has changed */
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
                /** @description The `next` cursor of the previous page */
                after?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
                /** @description How much of each text a feed contains, up to what the license permits in feeds */
                content?: "summary" | "full";
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
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
            /** @description Nothing has changed */
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
                /** @description The `next` cursor of the previous page */
                after?: string;
                /** @description Only events of these types, separated by commas. Without it: all but `article.updated`, which a license has from the first request that names it */
                types?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
            };
            header?: {
                /**
                 * @description `wait=` seconds for which an empty response may wait for something new (RFC 7240)
                 * @example wait=25
                 */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; continue from its `next` cursor. With `Prefer: wait=30` an empty page waits up to 30 seconds for an event */
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
                /** @description Search query: all words must occur. `"a phrase"` matches a phrase, `begin*` a prefix, `-without` excludes a word */
                q?: string;
                /** @description Only articles of this newsroom section */
                section?: string;
                /** @description Only articles of this ninjs type, such as `text` */
                type?: string;
                /** @description Only articles in this language (BCP 47) */
                language?: string;
                /** @description Only articles with this subject code */
                subject?: string;
                /** @description Only articles whose text names this place as its own: its name or code */
                place?: string;
                /** @description Only versions created since this instant (ISO 8601) */
                since?: string;
                /** @description Only versions created before this instant (ISO 8601) */
                until?: string;
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The secret of the address, from the response of `POST /v1/admin/keys/{id}/feed-address` */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed: headlines and summaries, not billed */
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
            /** @description Nothing has changed */
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
                /** @description The `next` cursor of the previous page, to read the changes in order. Empty: from the first change. Absent: the latest changes, newest first */
                after?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The secret of the address, from the response of `POST /v1/admin/keys/{id}/feed-address` */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed: headlines and summaries, not billed */
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
            /** @description Nothing has changed */
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
                /** @description Search query: all words must occur. `"a phrase"` matches a phrase, `begin*` a prefix, `-without` excludes a word */
                q?: string;
                /** @description Only articles of this newsroom section */
                section?: string;
                /** @description Only articles of this ninjs type, such as `text` */
                type?: string;
                /** @description Only articles in this language (BCP 47) */
                language?: string;
                /** @description Only articles with this subject code */
                subject?: string;
                /** @description Only articles whose text names this place as its own: its name or code */
                place?: string;
                /** @description Only versions created since this instant (ISO 8601) */
                since?: string;
                /** @description Only versions created before this instant (ISO 8601) */
                until?: string;
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The secret of the address, from the response of `POST /v1/admin/keys/{id}/feed-address` */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed: headlines and summaries, not billed */
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
            /** @description Nothing has changed */
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
                /** @description The `next` cursor of the previous page, to read the changes in order. Empty: from the first change. Absent: the latest changes, newest first */
                after?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The secret of the address, from the response of `POST /v1/admin/keys/{id}/feed-address` */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed: headlines and summaries, not billed */
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
            /** @description Nothing has changed */
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
                /** @description Search query: all words must occur. `"a phrase"` matches a phrase, `begin*` a prefix, `-without` excludes a word */
                q?: string;
                /** @description Only articles of this newsroom section */
                section?: string;
                /** @description Only articles of this ninjs type, such as `text` */
                type?: string;
                /** @description Only articles in this language (BCP 47) */
                language?: string;
                /** @description Only articles with this subject code */
                subject?: string;
                /** @description Only articles whose text names this place as its own: its name or code */
                place?: string;
                /** @description Only versions created since this instant (ISO 8601) */
                since?: string;
                /** @description Only versions created before this instant (ISO 8601) */
                until?: string;
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The secret of the address, from the response of `POST /v1/admin/keys/{id}/feed-address` */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed: headlines and summaries, not billed */
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
            /** @description Nothing has changed */
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
                /** @description The `next` cursor of the previous page, to read the changes in order. Empty: from the first change. Absent: the latest changes, newest first */
                after?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
            };
            header?: {
                /**
                 * @description The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-Match"?: string;
                /**
                 * @description The `ETag` of the copy you have. The response is 304 if it is still current
                 * @example "weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The secret of the address, from the response of `POST /v1/admin/keys/{id}/feed-address` */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed: headlines and summaries, not billed */
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
            /** @description Nothing has changed */
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
                /** @description The last segment of a `components[].thumbnail` address from a list */
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
            /** @description The partner, license and limits of the token */
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
                 * @description Format of the preview; `html` is a page with its pictures included
                 * @example text
                 */
                format?: "html" | "text" | "markdown" | "ninjs";
                /** @description Version of the article; default: the newest */
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
            /** @description The article in the requested format; an HTML page includes its pictures */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /**
                 * @description Maximum number of items in the page
                 * @example 2
                 */
                limit?: number;
                /** @description From this instant on (ISO 8601) */
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
            /** @description A page of results */
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
            /** @description All reports were already in the log */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredReports"];
                };
            };
            /** @description The reports are in the log */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredReports"];
                };
            };
            /** @description The request is malformed (see `errors`), or it causes more work than one request may cause (see `exceeded`) */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /**
                 * @description Maximum number of items in the page
                 * @example 2
                 */
                limit?: number;
                /** @description From this instant on (ISO 8601) */
                from?: string;
                /** @description Before this instant (ISO 8601) */
                to?: string;
                /** @description Only declarations of this title */
                title?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
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
            /** @description All reports were already in the log */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredReports"];
                };
            };
            /** @description The reports are in the log */
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
            /** @description The delivery was already in the log */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredReport"];
                };
            };
            /** @description The reports are in the log */
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
    listWebhooks: {
        parameters: {
            query?: {
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
                /** @description For operators: only those of this license. Partners have their own */
                license?: string;
                /** @description Only endpoints of this status */
                status?: "unverified" | "active" | "disabled";
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
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Webhook"][];
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
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description A unique key for this request, valid for a day. A second request with the same key creates nothing and is refused with 409 once the result of the first is in force */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description The endpoint, with the secret */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
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
    readWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithProgress"];
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
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It gets no events any more */
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
    changeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookPatch"];
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
                    "application/json": components["schemas"]["Webhook"];
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
    verifyWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Verified */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
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
    testWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of it: the endpoint gets a message of type `endpoint.test` */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAttempt"];
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
    rotateWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description A unique key for this request, valid for a day. A second request with the same key creates nothing and is refused with 409 once the result of the first is in force */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookRotation"];
            };
        };
        responses: {
            /** @description The endpoint, with the new secret */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
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
    redeliverEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookRedelivery"];
            };
        };
        responses: {
            /** @description How many are on their way */
            202: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sent: number;
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
    listWebhookAttempts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the resource */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Attempts */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The last 100, newest first */
                        items: components["schemas"]["WebhookAttempt"][];
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
    acknowledgeEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAcknowledgement"];
            };
        };
        responses: {
            /** @description The entry */
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
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable"];
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
                    /** @description The receipt, a compact JWS from the header `Rights-Receipt`. Default: every receipt in `document` is verified */
                    receipt?: string;
                    headline?: string;
                    /** @description The text as published. Blank lines separate its blocks; a text without blank lines has one block per line */
                    text?: string;
                    /** @description Instead of `text`: the page as published. Content around the article is ignored */
                    html?: string;
                    /** @description Instead of `text`: a whole saved document (HTML, Atom, RSS, JSON Feed, ninjs, NewsML-G2, NITF, Markdown or plain text) */
                    document?: string;
                    /** @description The media type of `document`, if its content does not identify it */
                    mediaType?: string;
                    /** @description Instead of `text`: the bytes of a picture in base64. Send a larger picture as the request body, with the receipt in the header `Rights-Receipt` */
                    picture?: string;
                };
            };
        };
        responses: {
            /** @description The verdict, or for a document the verdicts on all its receipts */
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
                 * @example dlv_01a23371ce767ba0840d23f02569dcba
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record of the receipt */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
                /** @description Only rows whose name or id contains each of these words; case is ignored */
                q?: string;
                /** @description Sort key, ascending, or descending with a leading `-`. Default: by creation */
                sort?: "created" | "-created" | "name" | "-name";
                /** @description Whether the response has `count`, the number of rows on all pages */
                count?: string;
                /** @description Only operators with this role */
                role?: "owner" | "desk" | "ingest" | "auditor";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Operator"][];
                        next: string | null;
                        /** @description Number of rows on all pages; only with `count=true` */
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
                /** @description A unique key for this request, valid for a day. A second request with the same key creates nothing and is refused with 409 once the result of the first is in force */
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
                     * @description `owner`: operators, and everything that desk and ingest may; not what is for auditors only; `desk`: partners, licenses, keys, restrictions, kills; `ingest`: articles and pictures; `auditor`: reads the logs and changes nothing
                     * @enum {string}
                     */
                    role: "owner" | "desk" | "ingest" | "auditor";
                    /** Format: date-time */
                    expires?: string;
                    /** @description A public key (RFC 7517) instead of a secret, for private_key_jwt (RFC 7523): Ed25519, P-256, or RSA of at least 2048 bits */
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
                 * @example opr_01a23371edfe7f43a3bfbef8181896e1
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
                 * @example opr_01a23371edfe7f43a3bfbef8181896e1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operator’s key and tokens are no longer accepted */
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
                 * @example opr_01a23371edfe7f43a3bfbef8181896e1
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
                     * @description `owner`: operators, and everything that desk and ingest may; not what is for auditors only; `desk`: partners, licenses, keys, restrictions, kills; `ingest`: articles and pictures; `auditor`: reads the logs and changes nothing
                     * @enum {string}
                     */
                    role?: "owner" | "desk" | "ingest" | "auditor";
                    /**
                     * @description `suspended`: no key, token or sign-in of this operator is accepted until it is active again
                     * @enum {string}
                     */
                    status?: "active" | "suspended";
                };
            };
        };
        responses: {
            /** @description The change is in force */
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
                /** @description A unique key for this request, valid for a day. A second request with the same key creates nothing and is refused with 409 once the result of the first is in force */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the operator (`opr_…`)
                 * @example opr_01a23371edfe7f43a3bfbef8181896e1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A public key (RFC 7517) instead of a secret, for private_key_jwt (RFC 7523): Ed25519, P-256, or RSA of at least 2048 bits */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /**
                 * @description Maximum number of items in the page
                 * @example 2
                 */
                limit?: number;
                /** @description Only rows whose name or id contains each of these words; case is ignored */
                q?: string;
                /** @description Sort key, ascending, or descending with a leading `-`. Default: by creation */
                sort?: "created" | "-created" | "name" | "-name" | "updated" | "-updated";
                /** @description Whether the response has `count`, the number of rows on all pages */
                count?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Partner"][];
                        next: string | null;
                        /** @description Number of rows on all pages; only with `count=true` */
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
            query?: {
                /** @description `true` refuses probable mistakes with 400, such as a section that no article and no product has. Each such fault has `parameters.confirms` */
                ask?: "true";
                /** @description With `ask`: `parameters.confirms` of the faults that are intended */
                confirmed?: string[];
            };
            header?: {
                /** @description A unique key for this request, valid for a day. A second request with the same key creates nothing and is refused with 409 once the result of the first is in force */
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
                    /** @description Email addresses or telephone numbers, separated by commas */
                    contact?: string;
                    /** @description Second contact, in the same form: whom alerts about overdue recalls name */
                    recallContact?: string;
                };
            };
        };
        responses: {
            /** @description The partner is registered */
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
                 * @example par_01a23371d15170c1add564803df1d76b
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
            query?: {
                /** @description `true` refuses probable mistakes with 400, such as a section that no article and no product has. Each such fault has `parameters.confirms` */
                ask?: "true";
                /** @description With `ask`: `parameters.confirms` of the faults that are intended */
                confirmed?: string[];
            };
            header?: never;
            path: {
                /**
                 * @description Id of the partner (`par_…`)
                 * @example par_01a23371d15170c1add564803df1d76b
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
                    /** @description Email addresses or telephone numbers, separated by commas */
                    contact?: string | null;
                    /** @description Second contact, in the same form: whom alerts about overdue recalls name */
                    recallContact?: string | null;
                    /** @enum {string} */
                    status?: "active" | "suspended";
                };
            };
        };
        responses: {
            /** @description The change is in force */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /**
                 * @description Maximum number of items in the page
                 * @example 2
                 */
                limit?: number;
                /** @description Only rows whose name or id contains each of these words; case is ignored */
                q?: string;
                /** @description Sort key, ascending, or descending with a leading `-`. Default: by creation */
                sort?: "created" | "-created" | "name" | "-name" | "updated" | "-updated";
                /** @description Whether the response has `count`, the number of rows on all pages */
                count?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Product"][];
                        next: string | null;
                        /** @description Number of rows on all pages; only with `count=true` */
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
            query?: {
                /** @description `true` refuses probable mistakes with 400, such as a section that no article and no product has. Each such fault has `parameters.confirms` */
                ask?: "true";
                /** @description With `ask`: `parameters.confirms` of the faults that are intended */
                confirmed?: string[];
            };
            header?: {
                /** @description A unique key for this request, valid for a day. A second request with the same key creates nothing and is refused with 409 once the result of the first is in force */
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
            /** @description The product is created */
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
                 * @example prd_01a23371d1d178159054157ed7430f6d
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
            query?: {
                /** @description `true` refuses probable mistakes with 400, such as a section that no article and no product has. Each such fault has `parameters.confirms` */
                ask?: "true";
                /** @description With `ask`: `parameters.confirms` of the faults that are intended */
                confirmed?: string[];
            };
            header?: never;
            path: {
                /**
                 * @description Id of the product (`prd_…`)
                 * @example prd_01a23371d1d178159054157ed7430f6d
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
            /** @description The change is in force */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
                /** @description Only rows whose name or id contains each of these words; case is ignored */
                q?: string;
                /** @description Sort key, ascending, or descending with a leading `-`. Default: by creation */
                sort?: "created" | "-created" | "reference" | "-reference" | "ends" | "-ends";
                /** @description Whether the response has `count`, the number of rows on all pages */
                count?: string;
                /**
                 * @description Id of the partner (`par_…`)
                 * @example par_01a23371d15170c1add564803df1d76b
                 */
                partner?: string;
                /** @description Only licenses of this product */
                product?: string;
                /** @description Only items with these ids: up to 200, separated by commas */
                ids?: string;
                /** @description Only the license with this exclusivity: the `exc_…` id in a decision */
                exclusivity?: string;
                /** @description Only licenses of this status; `scheduled`: active ones that have not begun yet */
                status?: "active" | "suspended" | "terminated" | "scheduled";
                /** @description Only licenses that end at this instant or later */
                endsFrom?: string;
                /** @description Only licenses that end before this instant */
                endsBefore?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["License"][];
                        next: string | null;
                        /** @description Number of rows on all pages; only with `count=true` */
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
            query?: {
                /** @description `true` refuses probable mistakes with 400, such as a section that no article and no product has. Each such fault has `parameters.confirms` */
                ask?: "true";
                /** @description With `ask`: `parameters.confirms` of the faults that are intended */
                confirmed?: string[];
            };
            header?: {
                /** @description A unique key for this request, valid for a day. A second request with the same key creates nothing and is refused with 409 once the result of the first is in force */
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
            /** @description The license; it is in force from its start */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["License"];
                };
            };
            /** @description The request is malformed (see `errors`), or it causes more work than one request may cause (see `exceeded`) */
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
                 * @example lic_01a23371d276772cab00db506a999e21
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
            query?: {
                /** @description `true` refuses probable mistakes with 400, such as a section that no article and no product has. Each such fault has `parameters.confirms` */
                ask?: "true";
                /** @description With `ask`: `parameters.confirms` of the faults that are intended */
                confirmed?: string[];
            };
            header?: never;
            path: {
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a23371d276772cab00db506a999e21
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
                     * @description The instant at which the license ends (exclusive)
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
                    /** @description Deliveries must be reported as published within this time */
                    reporting?: {
                        withinDays: number;
                    } | null;
                    /** @description Times within which what is killed, held or eliminated must be removed, and what is corrected replaced. Default: a day for what is killed or eliminated, otherwise no deadline */
                    recall?: {
                        /** @example PT1H */
                        removeWithin?: string;
                        /** @example PT1H */
                        correctWithin?: string;
                    } | null;
                    quota?: {
                        limit: number;
                        /** @enum {string} */
                        per: "day" | "month" | "term";
                        /** @enum {string} */
                        onExceed: "refuse" | "overage";
                    } | null;
                    /** @description Minimum number of units that is billed even if fewer are used */
                    minimum?: {
                        units: number;
                        /** @enum {string} */
                        per: "month" | "term";
                    } | null;
                    /**
                     * @description Time zone of the days and months of quota and minimum; default: UTC
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
                    /** @description An ODRL 2.2 Set or Agreement (JSON-LD, RightsML 2.0, or the older JSON of ninjs encodedRights), instead of uses, components, territories, channels, purposes, languages, alterations, credit, onlineDays, retentionDays */
                    policy?: Record<string, never>;
                };
            };
        };
        responses: {
            /** @description The change is in force */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
                /** @description Only rows whose name or id contains each of these words; case is ignored */
                q?: string;
                /** @description Sort key, ascending, or descending with a leading `-`. Default: by creation */
                sort?: "created" | "-created" | "name" | "-name" | "lastUsed" | "-lastUsed";
                /** @description Whether the response has `count`, the number of rows on all pages */
                count?: string;
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a23371d276772cab00db506a999e21
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
            /** @description A page of results */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiKey"][];
                        next: string | null;
                        /** @description Number of rows on all pages; only with `count=true` */
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
                /** @description A unique key for this request, valid for a day. A second request with the same key creates nothing and is refused with 409 once the result of the first is in force */
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
                     * @description IP addresses or ranges from which tokens can be requested and used
                     * @example [
                     *       "192.0.2.0/24",
                     *       "2001:db8::/32"
                     *     ]
                     */
                    addresses?: string[];
                    /**
                     * @description Requires tokens bound to a key of the client (DPoP, RFC 9449) on every route
                     * @default false
                     */
                    dpop?: boolean;
                    /** @description A public key (RFC 7517) instead of a secret, for private_key_jwt (RFC 7523): Ed25519, P-256, or RSA of at least 2048 bits */
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
                 * @example key_01a23371d3717464ad5f82ee52708984
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
                 * @example key_01a23371d3717464ad5f82ee52708984
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key is no longer accepted */
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
                 * @example key_01a23371d3717464ad5f82ee52708984
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
                     * @description IP addresses or ranges from which tokens can be requested and used
                     * @example [
                     *       "192.0.2.0/24",
                     *       "2001:db8::/32"
                     *     ]
                     */
                    addresses?: string[] | null;
                    /** @description Requires tokens bound to a key of the client (DPoP, RFC 9449) on every route */
                    dpop?: boolean;
                };
            };
        };
        responses: {
            /** @description The change is in force */
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
                /** @description A unique key for this request, valid for a day. A second request with the same key creates nothing and is refused with 409 once the result of the first is in force */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of the API key (`key_…`)
                 * @example key_01a23371d3717464ad5f82ee52708984
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Number of hours for which the old secret and its tokens remain valid */
                    overlapHours: number;
                    /** @description A public key (RFC 7517) instead of a secret, for private_key_jwt (RFC 7523): Ed25519, P-256, or RSA of at least 2048 bits */
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
                /** @description A unique key for this request, valid for a day. A second request with the same key creates nothing and is refused with 409 once the result of the first is in force */
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
            /** @description The secret address in each format */
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
            /** @description The key is no longer accepted */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /**
                 * @description Maximum number of items in the page
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
            /** @description A page of results */
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
                     * @description The words of the phrase, with the placeholders `{territories}`, `{period}`, `{number}` or `{size}` where its meaning needs a value
                     * @example kein Bayern-Funk
                     */
                    phrase: string;
                    /** @example de */
                    language: string;
                    /** @example no-radio */
                    meaning?: string;
                    /** @description An ODRL 2.2 policy with prohibitions or duties; a policy with permissions is refused */
                    policy?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description The phrase; every later reading uses it */
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
                 * @example phr_01a23371d5c07d44af90879f9942c898
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
                 * @example phr_01a23371d5c07d44af90879f9942c898
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The phrase is withdrawn */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
                /** @description `true`: only restrictions that await review by the desk */
                unreviewed?: "true" | "false";
                /** @description `unreviewed` and `reviewed`: only restrictions in force; `withheld`: reviewed ones that forbid all use */
                state?: "unreviewed" | "reviewed" | "withheld" | "withdrawn";
                /** @description Only restrictions whose text contains each of these words; a word may also be the beginning of an id. Case is ignored */
                q?: string;
                /** @description Only restrictions of this article */
                item?: string;
                /**
                 * @description Only restrictions of this scope: `agency`, `section:<name>`, an article id or a component id
                 * @example section:science
                 */
                scope?: string;
                /** @description Id of a restriction; only restrictions that await review with the same text and interpretation */
                sameAs?: string;
                /** @description `true`: the response has `affects`, what each restriction applies to and how many licenses it concerns */
                affects?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
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
            query?: {
                /** @description `true` refuses probable mistakes with 400, such as a section that no article and no product has. Each such fault has `parameters.confirms` */
                ask?: "true";
                /** @description With `ask`: `parameters.confirms` of the faults that are intended */
                confirmed?: string[];
            };
            header?: {
                /** @description A unique key for this request, valid for a day. A second request with the same key creates nothing and is refused with 409 once the result of the first is in force */
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
                    /** @description An ODRL 2.2 policy as JSON-LD; the RightsML 2.0 profile is supported */
                    policy?: {
                        [key: string]: unknown;
                    };
                    /** @example JAPAN OUT. MANDATORY CREDIT. */
                    text?: string;
                };
            };
        };
        responses: {
            /** @description The change is in force */
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
            /** @description The policy the text would become */
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
    listRestrictionDecisions: {
        parameters: {
            query?: {
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /**
                 * @description Maximum number of items in the page
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
            /** @description A page of results */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DecidedRestriction"][];
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
    readRestriction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the restriction (`rst_…`)
                 * @example rst_01a23371d4a87605af5d92274a73dfb2
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
                 * @example rst_01a23371d4a87605af5d92274a73dfb2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The restriction is withdrawn */
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
                 * @example rst_01a23371d4a87605af5d92274a73dfb2
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description `true` confirms the interpretation; `false` returns the restriction to review */
                    reviewed?: boolean;
                    /** @description An ODRL 2.2 policy as JSON-LD; the RightsML 2.0 profile is supported */
                    policy?: {
                        [key: string]: unknown;
                    };
                    /** @example JAPAN OUT. MANDATORY CREDIT. */
                    text?: string;
                    /** @enum {string} */
                    status?: "withdrawn";
                    /**
                     * @description Ends the review, and keeps what the review withholds from being delivered: prohibits any use of a component, or, in any other scope, of all that is not text. Does not apply to the same words elsewhere. The response is 400 for the text of an article, which is delivered during its review: send a `policy` instead
                     * @enum {boolean}
                     */
                    withhold?: true;
                    /** @description The version that was reviewed. The response is 409 if another version is current, unless that already is as requested */
                    version?: number;
                    /**
                     * @description With `policy`: `false` keeps the policy from being applied to the same words elsewhere, such as when the text names a date
                     * @enum {boolean}
                     */
                    remember?: false;
                };
            };
        };
        responses: {
            /** @description The change is in force */
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
                /** @description Search query for usable articles; when `state` selects others, words of the headline */
                q?: string;
                /** @description Only articles of this newsroom section */
                section?: string;
                /** @description Only articles of this ninjs type, such as `text` */
                type?: string;
                /** @description State of the articles; `usable` includes embargoed ones. Default: any state, or `usable` when `q`, `section` or `type` is given */
                state?: "usable" | "embargoed" | "withheld" | "canceled";
                /** @description Only this article */
                uri?: string;
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /**
                 * @description Maximum number of items in the page
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
            /** @description A page of results */
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
                 * @description Only articles of this newsroom section
                 * @example politics
                 */
                section?: string | string[];
                /** @description Kind of change of this version, if the item does not state it */
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
            /** @description The same version is already stored */
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
            /** @description The request is malformed (see `errors`), or it causes more work than one request may cause (see `exceeded`) */
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
            /** @description The article in its new state */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
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
            /** @description The holders */
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
                /** @description Only articles of this newsroom section */
                section?: string | string[];
                /** @description Kind of change of this version, if the item does not state it */
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
            /** @description The same versions are already stored */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestedPackage"];
                };
            };
            /** @description The versions are stored; `created` lists the new ones */
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
                /** @description Name of the ledger shard */
                object?: string;
                /** @description A month, such as `2026-01` */
                month?: string;
                /** @description Id of the license (`lic_…`) */
                license?: string;
                /** @description Only parts that are restored, or only parts that are not */
                restored?: string;
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
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
                 * @description Name of the ledger shard
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
            /** @description The entries byte for byte; the leaf of a line is SHA-256(0x00 ‖ line) */
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
            /** @description The resource does not exist, or this token may not see it */
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
            /** @description The entries restored by this call */
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
                        /** @description More entries remain: repeat the request */
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
            /** @description The entries released by this call */
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
                        /** @description More entries remain: repeat the request */
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
            /** @description New entries are dated by the clock again */
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
                 * @example par_01a23371d15170c1add564803df1d76b
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The migration */
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
                 * @example par_01a23371d15170c1add564803df1d76b
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
            /** @description The migration has started */
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
                        /** @description Numbers of licenses with entries that are missing from the agency log after the 24 hours promised in receipts, and of licenses close to that; and when the oldest missing entry was written */
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
                                message?: components["schemas"]["Message"];
                                since: string;
                            }[];
                            /** @description Numbers of licenses with entries that are missing from the agency log after the 24 hours promised in receipts, and of licenses close to that; and when the oldest missing entry was written */
                            promises: {
                                broken: number;
                                soon: number;
                                oldest: string | null;
                            } | null;
                            /** @description Only on `agency`: since when the agency log has had roots that no retained checkpoint covers */
                            uncoveredSince: string | null;
                            /** @description When the shard last detected that the database had been restored to a point before the last drained entry */
                            wentBackAt: string | null;
                            /** @description The clock fault for which the shard commits nothing, or recently refused a caller */
                            clockFault: {
                                /** @enum {string} */
                                kind: "behind_log" | "apart_from_database" | "apart_from_callers";
                                /** @description Milliseconds by which the date of the last entry, or the clock of the shard, is ahead; negative: behind */
                                aheadMs: number;
                            } | null;
                            /** @description When the desk last accepted that new entries have earlier dates than the last one */
                            earlierDatesAt: string | null;
                            /** @description Since the shard was last started */
                            work: {
                                /** @description Number of commits by how many callers shared them: up to 1, 2, 4, 8, 16, 32, 64, 128, 256, and more */
                                commits: number[];
                                /** @description Number of callers of all commits */
                                callers: number;
                                drainStatements: number;
                                drainRows: number;
                            } | null;
                            /** @description Callers that wait for a commit; and, since the shard was last started, callers turned away because too many were waiting, and entries not written because their caller had already received a 503 */
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
                            message?: components["schemas"]["Message"];
                        }[];
                        openFindings: number | null;
                        unconfirmedLicenses: number | null;
                        /** @description Endpoints of partners that the gateway has disabled */
                        disabledWebhooks: number | null;
                        /** @description Holders that are past the deadline of a recall, with their second contact */
                        overdueRecalls: {
                            recall: string;
                            partner: string;
                            contact: string | null;
                        }[] | null;
                        /** @description The newest retained checkpoint of the agency log */
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
            /** @description The alerts */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description When the monitor last ran; null: never, or it does not answer */
                        lookedAt: string | null;
                        hooks: {
                            name: string;
                            host: string;
                            /**
                             * @description The hook receives only alerts of this severity
                             * @enum {string}
                             */
                            severity: "critical" | "warning";
                            kinds: ("watch_down" | "d1_unreachable" | "schema_behind" | "object_unreachable" | "clock_unsure" | "clock_set_back" | "unavailable" | "bugs" | "outbox_behind" | "d1_went_back" | "licenses_held" | "webhooks_disabled" | "recall_overdue" | "log_contradicted" | "ledger_changed" | "promise_broken" | "promise_soon" | "checkpoints_failing" | "checkpoint_behind" | "outside_failing" | "drain_behind" | "alarm_overdue" | "archive_damaged")[];
                        }[];
                        /** @description Faults of the setting ALERT_WEBHOOKS */
                        faults: string[];
                        /** @description Whether HEARTBEAT_URL is set */
                        heartbeat: boolean;
                        firing: components["schemas"]["Alert"][];
                        /** @description The newest 100 resolved alerts of each monitor, newest first */
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
            /** @description The result for each webhook */
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
                /** @description IANA name of the time zone that defines “today” */
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
                /** @description Number of entries in the log; default: the current log */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A C2SP tlog-checkpoint, with any cosignatures of witnesses */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of checkpoints */
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
                 * @description Number of entries in the smaller log
                 * @example 1
                 */
                from: number;
                /**
                 * @description Number of entries in the larger log
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
                        /** @description SHA-256 hashes in base64, in the order of RFC 9162 §2.1 */
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
            /** @description The origin of the log, which is also the name of its keys, and the keys */
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
                /** @description Number of entries in the log; default: the current log */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An RFC 3161 TimeStampResp (DER) over the note up to and including the log’s own signature line */
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
            /** @description The resource does not exist, or this token may not see it */
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
                 * @example lic_01a23371b5f77f09887a5e01c33891bd
                 */
                license?: string;
                /** @description Only entries of this partner (`par_…`) */
                partner?: string;
                /** @description Only requests that stated this title; empty: none */
                title?: string;
                /** @description Only requests with this API key (`key_…`) */
                key?: string;
                /** @description Only entries of this article */
                article?: string;
                /** @description Only articles of this section; empty: of none */
                section?: string;
                /**
                 * @description Only entries with a delivered or withheld component of this type, such as `photograph`
                 * @example photograph
                 */
                type?: string;
                /** @description Only requests that stated this ODRL action, such as `display` */
                use?: string;
                /** @description Only requests that stated this territory */
                territory?: string;
                /** @description Only requests that stated this channel */
                channel?: string;
                /**
                 * @description Only permits, or only refusals
                 * @example deny
                 */
                outcome?: "permit" | "deny";
                /** @description Only requests that were refused, or had a component withheld, for this reason */
                code?: string;
                /** @description Only entries that this rule decided, or of which it withheld a component */
                rule?: string;
                /** @description Only requests with live keys, or only with test keys */
                env?: "live" | "test";
                /** @description Only entries of this kind */
                kind?: "delivery" | "refusal" | "publication" | "declaration" | "adjustment" | "external" | "acknowledgement" | "notice" | "reading";
                /** @description Only deliveries in this format, such as `html`; `component` for single components */
                format?: string;
                /** @description Only entries with a delivered component of this supplier */
                supplier?: string;
                /** @description Only deliveries that carried nothing (`empty`), that added to the bill (`units`), or that carried content and added nothing (`repeat`) */
                effect?: "empty" | "units" | "repeat";
                /** @description From this instant on (ISO 8601) */
                from?: string;
                /** @description Before this instant (ISO 8601) */
                to?: string;
                /** @description `desc`: newest first; `asc`: oldest first */
                order?: "asc" | "desc";
                /**
                 * @description `true`: the response has the number of matching entries on all pages
                 * @example true
                 */
                count?: string;
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /**
                 * @description Maximum number of items in the page
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
            /** @description A page of log entries */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LedgerEntry"][];
                        next: string | null;
                        /** @description Number of rows on all pages; only with `count=true` */
                        count?: number;
                        /** @description Always absent: archived entries are listed like all others */
                        archived?: string[];
                        /** @description Number of possibly matching entries whose text was deleted after its RETENTION period; on the last page of a list, and with a count */
                        deleted?: {
                            month: string;
                            entries: number;
                            /** @description When the last of them was deleted */
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
                /** @description The license (`lic_…`); give this or `partner` */
                license?: string;
                /** @description The partner (`par_…`), for all its licenses; give this or `license` */
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
                /** @description Only requests that stated this title; empty: none */
                title?: string;
                /** @description Only requests with this API key (`key_…`) */
                key?: string;
                /** @description Only entries of this article */
                article?: string;
                /** @description Only articles of this section; empty: of none */
                section?: string;
                /** @description Only entries with a delivered or withheld component of this type, such as `photograph` */
                type?: string;
                /** @description Only requests that stated this ODRL action, such as `display` */
                use?: string;
                /** @description Only requests that stated this territory */
                territory?: string;
                /** @description Only requests that stated this channel */
                channel?: string;
                /** @description Only permits, or only refusals */
                outcome?: "permit" | "deny";
                /** @description Only requests that were refused, or had a component withheld, for this reason */
                code?: string;
                /** @description Only entries that this rule decided, or of which it withheld a component */
                rule?: string;
                /** @description Only requests with live keys, or only with test keys */
                env?: "live" | "test";
                /** @description Only entries of this kind */
                kind?: "delivery" | "refusal" | "publication" | "declaration" | "adjustment" | "external" | "acknowledgement" | "notice" | "reading";
                /** @description Only deliveries in this format, such as `html`; `component` for single components */
                format?: string;
                /** @description Only entries with a delivered component of this supplier */
                supplier?: string;
                /** @description Only deliveries that carried nothing (`empty`), that added to the bill (`units`), or that carried content and added nothing (`repeat`) */
                effect?: "empty" | "units" | "repeat";
                /** @description From this instant on (ISO 8601) */
                from?: string;
                /** @description Before this instant (ISO 8601) */
                to?: string;
                /** @description IANA name of the time zone of the days, weeks and months */
                zone?: string;
                /** @description `true`: the response has the articles with the most entries */
                articles?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts; of partners, sections and reasons, the 50 with the most entries */
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
                 * @example dlv_01a23371ce767ba0840d23f02569dcba
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
                        /** @description The decision trace; null: nothing was decided, or the log contradicts the entry */
                        trace: {
                            /** @enum {boolean} */
                            reproduced: true;
                            sentence: string;
                            message?: components["schemas"]["Message"];
                            steps: {
                                /** @enum {string} */
                                step: "license" | "product" | "pubStatus" | "embargo" | "policies" | "quota";
                                /** @enum {string} */
                                result: "passed" | "stopped" | "not_reached" | "not_asked";
                                code?: string;
                                sentence: string;
                                message?: components["schemas"]["Message"];
                            }[];
                            components: components["schemas"]["ComponentDecision"][];
                        } | {
                            /** @enum {boolean} */
                            reproduced: false;
                            /** @enum {string} */
                            reason: "license_gone" | "policies_changed" | "document_gone" | "before_versions" | "decided_otherwise";
                            sentence: string;
                            message?: components["schemas"]["Message"];
                        } | null;
                        /** @description The receipt; null: nothing was delivered, or the log contradicts the entry */
                        receipt: components["schemas"]["ReceiptRecord"] | null;
                        inclusion: {
                            /** @enum {string} */
                            state: "included";
                            index: number;
                            size: number;
                            /** @description SHA-256 hashes in base64, in the order of RFC 9162 §2.1 */
                            hashes: string[];
                            /** @description The signed note of the checkpoint that the proof leads to */
                            checkpoint: string;
                        } | {
                            /** @enum {string} */
                            state: "pending";
                            /** @description When the next checkpoint, which covers the entry, is due */
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
            /** @description The resource does not exist, or this token may not see it */
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
                /** @description Length of a period: `day` or `hour` */
                granularity?: "day" | "hour";
                /** @description Only requests with a token of this license (`lic_…`) */
                license?: string;
                /** @description Only refusals with this code */
                code?: string;
                /** @description From this instant on (ISO 8601) */
                from?: string;
                /** @description Before this instant (ISO 8601) */
                to?: string;
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of counts */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a23371b5f77f09887a5e01c33891bd
                 */
                license: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of checkpoints */
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
                /** @description Number of entries in the log; default: the current log */
                size?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a23371b5f77f09887a5e01c33891bd
                 */
                license: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A C2SP tlog-checkpoint, with any cosignatures of witnesses */
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
                 * @description Position of the entry in the log, from 0
                 * @example 0
                 */
                index?: number;
                /**
                 * @description Number of entries in the log; default: the current log
                 * @example 2
                 */
                size?: number;
                /**
                 * @description Number of entries in the smaller log
                 * @example 1
                 */
                from?: number;
                /**
                 * @description Number of entries in the larger log
                 * @example 2
                 */
                to?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a23371b5f77f09887a5e01c33891bd
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
                        /** @description SHA-256 hashes in base64, in the order of RFC 9162 §2.1 */
                        hashes: string[];
                        /** @description The checkpoint that covers the entry; only if no `size` was given */
                        checkpoint?: string;
                    } | {
                        from: number;
                        to: number;
                        /** @description SHA-256 hashes in base64, in the order of RFC 9162 §2.1 */
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
                /** @description Number of entries in the log; default: the current log */
                size?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a23371b5f77f09887a5e01c33891bd
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
                        /** @description SHA-256 hashes in base64, in the order of RFC 9162 §2.1 */
                        hashes: string[];
                        /** @description The checkpoint of the agency log that the proof leads to */
                        checkpoint: string;
                        /** @description Proof from the license’s log of the requested size to the log named in the leaf */
                        consistency?: {
                            from: number;
                            to: number;
                            /** @description SHA-256 hashes in base64, in the order of RFC 9162 §2.1 */
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
                /** @description Only requests with this API key (`key_…`) */
                key?: string;
                /** @description Only entries of this article */
                article?: string;
                /** @description Only articles of this newsroom section */
                section?: string;
                /** @description Only articles of this ninjs type, such as `text` */
                type?: string;
                /** @description Use: the ODRL action, such as `display` */
                use?: string;
                /** @description Use: country or subdivision, by its ISO 3166 code; any other value is malformed */
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
                /** @description Only entries that this rule decided, or of which it withheld a component */
                rule?: string;
                /** @description Only requests with live keys, or only with test keys */
                env?: "live" | "test";
                /** @description Only entries of this kind */
                kind?: "delivery" | "refusal" | "publication" | "declaration" | "adjustment" | "external" | "acknowledgement" | "notice" | "reading";
                /** @description Only deliveries in this format, such as `html`; `component` for single components */
                format?: string;
                /** @description Only entries with a delivered component of this supplier */
                supplier?: string;
                /** @description Only deliveries that carried nothing (`empty`), that added to the bill (`units`), or that carried content and added nothing (`repeat`) */
                effect?: "empty" | "units" | "repeat";
                /** @description From this instant on (ISO 8601) */
                from?: string;
                /** @description Before this instant (ISO 8601) */
                to?: string;
                /** @description Id of the last entry received; the export continues after it */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries; the export is complete when the last is the one named in `Export-Last` */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    "Content-Disposition": components["headers"]["Content-DispositionRequired"];
                    "Export-To": components["headers"]["Export-ToRequired"];
                    "Export-Last": components["headers"]["Export-Last"];
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
                /** @description Only requests with this API key (`key_…`) */
                key?: string;
                /** @description Only entries of this article */
                article?: string;
                /** @description Only articles of this newsroom section */
                section?: string;
                /** @description Only articles of this ninjs type, such as `text` */
                type?: string;
                /** @description Use: the ODRL action, such as `display` */
                use?: string;
                /** @description Use: country or subdivision, by its ISO 3166 code; any other value is malformed */
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
                /** @description Only entries that this rule decided, or of which it withheld a component */
                rule?: string;
                /** @description Only requests with live keys, or only with test keys */
                env?: "live" | "test";
                /** @description Only entries of this kind */
                kind?: "delivery" | "refusal" | "publication" | "declaration" | "adjustment" | "external" | "acknowledgement" | "notice" | "reading";
                /** @description Only deliveries in this format, such as `html`; `component` for single components */
                format?: string;
                /** @description Only entries with a delivered component of this supplier */
                supplier?: string;
                /** @description Only deliveries that carried nothing (`empty`), that added to the bill (`units`), or that carried content and added nothing (`repeat`) */
                effect?: "empty" | "units" | "repeat";
                /** @description From this instant on (ISO 8601) */
                from?: string;
                /** @description Before this instant (ISO 8601) */
                to?: string;
                /** @description Id of the last entry received; the export continues after it */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries; the export is complete when the last is the one named in `Export-Last` */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    "Content-Disposition": components["headers"]["Content-DispositionRequired"];
                    "Export-To": components["headers"]["Export-ToRequired"];
                    "Export-Last": components["headers"]["Export-Last"];
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
                /** @description From this instant on (ISO 8601) */
                from?: string;
                /** @description The first instant after the period */
                to?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a23371b5f77f09887a5e01c33891bd
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A ZIP with README.md, entries, receipts, the licenses and restrictions of that time, checkpoints, proofs, public keys, and a script that verifies it offline */
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
                /** @description From this instant on (ISO 8601) */
                from?: string;
                /** @description The first instant after the period */
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
            /** @description A ZIP with README.md, entries, receipts, the licenses and restrictions of that time, checkpoints, proofs, public keys, and a script that verifies it offline */
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
                /** @description Only actions of this operator */
                operator?: string;
                /** @description Only actions on this resource */
                resource?: string;
                /** @description The action, such as `license.change`; with its `change`, such as `license.change.terminate`; or `license` for all actions on licenses */
                act?: string;
                /** @description `false`: without sign-ins, sign-outs and ingests. An ingest that has a `change`, such as `kill`, is listed */
                routine?: boolean;
                /** @description From this instant on (ISO 8601) */
                from?: string;
                /** @description Before this instant (ISO 8601) */
                to?: string;
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /**
                 * @description Maximum number of items in the page
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
            /** @description A page of actions */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OperatorAction"][];
                        next: string | null;
                        /** @description Always absent: archived entries are listed like all others */
                        archived?: string[];
                        /** @description Number of possibly matching entries whose text was deleted after its RETENTION period; on the last page of a list, and with a count */
                        deleted?: {
                            month: string;
                            entries: number;
                            /** @description When the last of them was deleted */
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
                /** @description First day (UTC); default: a week before the last */
                from?: string;
                /** @description Last day (UTC, inclusive); default: today */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One line per day, oldest first */
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
                         * @description The first day for which counts exist
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
                 * @description Id of the partner or license
                 * @example lic_01a23371b5f77f09887a5e01c33891bd
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
                /** @description Metrics, separated by `|`; a platform report needs at least two */
                metric_type?: string;
                /** @description Data types, separated by `|` */
                data_type?: string;
                /** @description `Regular`, `TDM` */
                access_method?: string;
                /** @description Attributes to break the report down by, separated by `|` */
                attributes_to_show?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report, as JSON or, by `Accept`, as `text/tab-separated-values` */
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
            /** @description A COUNTER exception for missing parameters or invalid dates */
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
            /** @description There is no such partner or license */
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
                 * @description Id of the partner or license
                 * @example lic_01a23371b5f77f09887a5e01c33891bd
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
                /** @description Metrics, separated by `|`; a platform report needs at least two */
                metric_type?: string;
                /** @description Data types, separated by `|` */
                data_type?: string;
                /** @description `Regular`, `TDM` */
                access_method?: string;
                /** @description Attributes to break the report down by, separated by `|` */
                attributes_to_show?: string;
                /** @description Always `Controlled` */
                access_type?: string;
                /** @description Only this article, by its id or URI */
                item_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report, as JSON or, by `Accept`, as `text/tab-separated-values` */
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
            /** @description A COUNTER exception for missing parameters or invalid dates */
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
            /** @description There is no such partner or license */
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
                 * @example 2026-12
                 */
                period?: string;
                /** @description Instead of `period`: the first day */
                from?: string;
                /** @description The last day (inclusive) */
                to?: string;
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a23371b5f77f09887a5e01c33891bd
                 */
                license?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rules, those that refused or withheld most first */
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
                 * @example 2026-12
                 */
                period?: string;
                /** @description Instead of `period`: the first day */
                from?: string;
                /** @description The last day (inclusive) */
                to?: string;
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a23371b5f77f09887a5e01c33891bd
                 */
                license?: string;
                /** @description Length of a step in `timeline` */
                granularity?: "day" | "hour";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Totals, a timeline, and counts by hour of the day */
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
                 * @example 2026-12
                 */
                period?: string;
                /** @description Instead of `period`: the first day */
                from?: string;
                /** @description The last day (inclusive) */
                to?: string;
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a23371b5f77f09887a5e01c33891bd
                 */
                license?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report as CSV */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    "Export-Archived": components["headers"]["Export-Archived"];
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
            /** @description The progress of this run */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /**
                 * @description Maximum number of items in the page
                 * @example 2
                 */
                limit?: number;
                /**
                 * @description Only findings of this state
                 * @example open
                 */
                state?: "open" | "explained" | "settled";
                /** @description Only findings of this kind */
                kind?: "published_without_delivery" | "delivered_not_reported" | "published_before_term" | "published_after_term" | "published_while_suspended" | "published_before_embargo" | "published_while_held" | "published_after_kill" | "kept_after_kill" | "stale_version" | "outside_title" | "outside_territory" | "outside_use" | "wrong_channel" | "against_restriction" | "credit_missing" | "altered_text" | "published_unreported";
                /** @description Only findings of this license */
                license?: string;
                /** @description Id of the partner (`par_…`) */
                partner?: string;
                /** @description Only entries of this article */
                article?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReconciliationFinding"][];
                        next: string | null;
                        /** @description When reconciliation last ran, and how many reports are waiting */
                        reconciled: {
                            /** @description When a run last ended, even if no license reports; null: never */
                            at: string | null;
                            /** @description Number of publication reports that are not reconciled yet; at most 1000 */
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
                 * @example fnd_da804a94544dad14ca286a37983cbec6
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
                    /** @description Visible to the partner: do not include names of persons */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /**
                 * @description Maximum number of items in the page
                 * @example 2
                 */
                limit?: number;
                /** @description Only findings of this state */
                state?: "open" | "explained" | "settled";
                /** @description Only findings of this kind */
                kind?: "published_without_delivery" | "delivered_not_reported" | "published_before_term" | "published_after_term" | "published_while_suspended" | "published_before_embargo" | "published_while_held" | "published_after_kill" | "kept_after_kill" | "stale_version" | "outside_title" | "outside_territory" | "outside_use" | "wrong_channel" | "against_restriction" | "credit_missing" | "altered_text" | "published_unreported";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
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
    listRecalls: {
        parameters: {
            query?: {
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
                /**
                 * @description Only recalls of this article (`itm_…`)
                 * @example itm_2232aea337ee931035fa06e78a6df8da
                 */
                article?: string;
                /** @description Only recalls of this type */
                type?: "article.killed" | "article.corrected" | "article.held" | "picture.eliminated";
                /** @description Only recalls in this state. `open`: not closed, whether overdue or not */
                state?: "open" | "overdue" | "closed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Recall"][];
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
    readRecall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the recall (`rcl_…`)
                 * @example rcl_b9c702f4bb6901bb140743eca93bed5e
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The recall */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecallDetails"];
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
    downloadClosure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the recall (`rcl_…`) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The closure, exactly as it is signed */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecallClosure"];
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
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    listRecallsForAudit: {
        parameters: {
            query?: {
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
                /** @description Only recalls of this article (`itm_…`) */
                article?: string;
                /** @description Only recalls of this type */
                type?: "article.killed" | "article.corrected" | "article.held" | "picture.eliminated";
                /** @description Only recalls in this state. `open`: not closed, whether overdue or not */
                state?: "open" | "overdue" | "closed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Recall"][];
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
    readRecallForAudit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the recall (`rcl_…`) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The recall */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecallDetails"];
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
    downloadClosureForAudit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the recall (`rcl_…`) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The closure, exactly as it is signed */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecallClosure"];
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
            503: components["responses"]["LedgerUnavailable3"];
        };
    };
    readRecalledPages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the recall (`rcl_…`) */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many were read */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecallReadings"];
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
    recordRecallAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the recall (`rcl_…`) */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRecallAnswer"];
            };
        };
        responses: {
            /** @description The answer was already in the log */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredReport"];
                };
            };
            /** @description The entry */
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
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["LedgerUnavailable2"];
        };
    };
    closeRecall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the recall (`rcl_…`) */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecallClosing"];
            };
        };
        responses: {
            /** @description The closed recall */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recall"];
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
    findEntities: {
        parameters: {
            query?: {
                /** @description Up to 200 ids, separated by commas. `itm_…:3` returns the article with the headline of version 3 */
                ids?: string;
                /** @description Words that the name must contain, or the beginning of an id or URI */
                q?: string;
                /** @description With `q`: only these kinds, separated by commas. Default: all, and articles are also found by words of their texts */
                kind?: string;
                /** @description With `q`: maximum number of results of each kind */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entities found; unknown ids are left out */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Entity"][];
                        /** @description Kinds with more matches than are listed */
                        more: ("partner" | "title" | "license" | "key" | "product" | "article" | "component" | "restriction" | "phrase" | "operator" | "statement" | "hold" | "finding" | "recall")[];
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
                 * @example 2026-12
                 */
                period?: string;
                /** @description Instead of `period`: the first day */
                from?: string;
                /** @description The last day (inclusive) */
                to?: string;
                /** @description Length of a step in `series`; `hour` is the hour of the day */
                granularity?: "month" | "day" | "hour";
                /**
                 * @description Only usage with live keys, or only with test keys
                 * @example live
                 */
                env?: "live" | "test";
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a23371b5f77f09887a5e01c33891bd
                 */
                license?: string;
                /** @description Id of the partner (`par_…`) */
                partner?: string;
                /** @description Only so many lines, those with the highest bill first; the totals are of all lines */
                top?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report, as JSON or, by `Accept`, as CSV */
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
            /** @description The request is malformed (see `errors`), or it causes more work than one request may cause (see `exceeded`) */
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
                 * @example 2026-12
                 */
                period?: string;
                /** @description Instead of `period`: the first day */
                from?: string;
                /** @description The last day (inclusive) */
                to?: string;
                /** @description Name of an external supplier; the response then has its items, too */
                supplier?: string;
                /** @description Only requests with live keys, or only with test keys */
                env?: "live" | "test";
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report, as JSON or, by `Accept`, as CSV */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
                /** @description A day, month, quarter or year: `2026-10-05`, `2026-10`, `2026-Q4`, `2026` */
                period?: string;
                /**
                 * @description Id of the license (`lic_…`)
                 * @example lic_01a23371b5f77f09887a5e01c33891bd
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
            /** @description A page of results */
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
                     * @description A day, month, quarter or year that has ended in the license’s time zone
                     * @example 2026-10
                     */
                    period: string;
                };
            };
        };
        responses: {
            /** @description The period was already closed; its statement */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementHead"];
                };
            };
            /** @description The statement */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
                /** @description The newest of the twelve months; default: the last month that has ended */
                to?: string;
                /** @description Words of the partner’s name, its titles or the license’s reference, or an id */
                q?: string;
                /** @description Only licenses whose month `to` has this state */
                state?: "open" | "ready" | "daily" | "closed" | "none";
                /** @description Whether each license comes with the bill of the month `to` */
                billing?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, sorted by name */
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
            /** @description The report as CSV */
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
                 * @example stm_01a23371f3c7745e830e572de7693bd7
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statement, as JSON or, by `Accept`, as CSV */
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
                 * @example stm_01a23371f3c7745e830e572de7693bd7
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Units to add to the bill; negative: units to credit
                     * @example -12
                     */
                    units: number;
                    /** @example Deliveries of a test that ran with a live key */
                    reason: string;
                    /** @description A title of the partner, or one on the statement */
                    title?: string;
                    /** @description Your own reference. An adjustment with the same reference, or with the same content, is entered once. */
                    reference?: string;
                };
            };
        };
        responses: {
            /** @description The adjustment was already in the log */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-ControlRequired"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredAdjustment"];
                };
            };
            /** @description The reports are in the log */
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
                 * @example 2026-12
                 */
                period?: string;
                /** @description Instead of `period`: the first day */
                from?: string;
                /** @description The last day (inclusive) */
                to?: string;
                /** @description Length of a step in `series`; `hour` is the hour of the day */
                granularity?: "month" | "day" | "hour";
                /**
                 * @description Only usage with live keys, or only with test keys
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
            /** @description The report, as JSON or, by `Accept`, as CSV */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
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
                 * @example stm_01a23371f3c7745e830e572de7693bd7
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statement, as JSON or, by `Accept`, as CSV */
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
            /** @description The retention rules, legal holds and deletions */
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
                /** @description The `next` cursor of the previous page, with otherwise the same query */
                cursor?: string;
                /** @description Maximum number of items in the page */
                limit?: number;
                /**
                 * @description `true`: only holds in force; `false`: only released holds
                 * @example true
                 */
                open?: string;
                /** @description Only holds on this license, partner or article */
                target?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
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
                /** @description A unique key for this request, valid for a day. A second request with the same key creates nothing and is refused with 409 once the result of the first is in force */
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
                    /** @description Id of the license, partner or article */
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
            /** @description The request is malformed (see `errors`), or it causes more work than one request may cause (see `exceeded`) */
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
                 * @description Id of the hold (`hld_…`)
                 * @example hld_01a23371f4b57160938828de43036e9c
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
                 * @description The reason
                 * @example Settled out of court
                 */
                reason: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the hold (`hld_…`)
                 * @example hld_01a23371f4b57160938828de43036e9c
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
            /** @description The result for this part of the log, and the totals so far */
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
            /** @description The result for this part of the log, and the totals so far */
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
