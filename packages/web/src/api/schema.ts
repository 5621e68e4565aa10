// Made from the OpenAPI document by npm run docs.
export interface paths {
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我是谁；没有登录为 null
         * @description 公开
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                            login: string;
                            name: string;
                            roles: ("clerk" | "officer" | "reviewer" | "finance" | "leader" | "drafter" | "auditor" | "administrator")[];
                            department: string | null;
                            subject: string | null;
                            /** @description 随每个改动放进 X-CSRF-Token */
                            csrf: string;
                        } | null;
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * 登录
         * @description 公开
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
                    "application/json": {
                        login: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                            login: string;
                            name: string;
                            roles: ("clerk" | "officer" | "reviewer" | "finance" | "leader" | "drafter" | "auditor" | "administrator")[];
                            department: string | null;
                            subject: string | null;
                            /** @description 随每个改动放进 X-CSRF-Token */
                            csrf: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/session/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 退出
         * @description 登录后
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            done: boolean;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 账户
         * @description 角色：administrator
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description 编号 */
                                id: string;
                                login: string;
                                name: string;
                                roles: ("clerk" | "officer" | "reviewer" | "finance" | "leader" | "drafter" | "auditor" | "administrator")[];
                                department: string | null;
                                subject: string | null;
                                disabled: boolean;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * 开设账户
         * @description 角色：administrator
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        login: string;
                        name: string;
                        roles: ("clerk" | "officer" | "reviewer" | "finance" | "leader" | "drafter" | "auditor" | "administrator")[];
                        department?: string;
                        /** @description 编号 */
                        subject?: string;
                        password?: string;
                        identity?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/accounts/{id}/disabled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 停用或恢复账户；停用的立刻退出
         * @description 角色：administrator
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        disabled: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            done: boolean;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/accounts/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 给一个新密码：只在这里显示一次，原来的登录全部退出
         * @description 角色：administrator
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description 再写一次用户名，免得给错人 */
                        login: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            login: string;
                            password: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 改自己的密码：要写对现在的；别处的登录全部退出，本次也要重新登录
         * @description 登录后
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
                    "application/json": {
                        now: string;
                        next: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            done: boolean;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/measures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 政策里的每项措施，连同原文
         * @description 公开
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            policy: string;
                            number: string;
                            title: string;
                            pack: string;
                            items: {
                                id: string;
                                article: number;
                                name: string;
                                department: string;
                                benefit: string;
                                fund: string | null;
                                quotes: string[];
                                readings: {
                                    name: string;
                                    adopted: string;
                                    options: string[];
                                }[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/rulings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 牵头部门的裁定：口径与金额
         * @description 公开
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description 编号 */
                                id: string;
                                measure: string;
                                /** @enum {string} */
                                kind: "reading" | "amount";
                                reading: string | null;
                                option: string | null;
                                lowFen: string | null;
                                highFen: string | null;
                                document: string;
                                /**
                                 * Format: date
                                 * @description 日期 YYYY-MM-DD
                                 */
                                fromDay: string;
                                department: string;
                                /** @description 时间 ISO 8601 */
                                at: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * 记录一项裁定：此后的决定按它，先前的不变
         * @description 角色：reviewer
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        measure: string;
                        /** @description 文号 */
                        document: string;
                        /**
                         * Format: date
                         * @description 日期 YYYY-MM-DD
                         */
                        fromDay: string;
                        /** @enum {string} */
                        kind: "reading";
                        reading: string;
                        option: string;
                    } | {
                        measure: string;
                        /** @description 文号 */
                        document: string;
                        /**
                         * Format: date
                         * @description 日期 YYYY-MM-DD
                         */
                        fromDay: string;
                        /** @enum {string} */
                        kind: "amount";
                        /** @description 金额，以分计的整数，写作文本 */
                        lowFen: string;
                        /** @description 金额，以分计的整数，写作文本 */
                        highFen: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 全部错误代码
         * @description 公开
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                code: string;
                                status: number;
                                zh: string;
                                en: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/subjects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 主体
         * @description 登录后
         */
        get: {
            parameters: {
                query?: {
                    /** @description 上一页的 next */
                    after?: string;
                    limit?: number;
                    search?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description 编号 */
                                id: string;
                                creditCode: string;
                                name: string;
                                /** @description 合成数据 */
                                synthetic: boolean;
                                bankAccount: string | null;
                                bankName: string | null;
                            }[];
                            /** @description 下一页的 after；没有了为 null */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * 建档
         * @description 角色：officer、administrator
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        creditCode: string;
                        name: string;
                        /** @default false */
                        synthetic?: boolean;
                        /** @default null */
                        bankAccount?: string | null;
                        /** @default null */
                        bankName?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/subjects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一个主体
         * @description 登录后
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                            creditCode: string;
                            name: string;
                            /** @description 合成数据 */
                            synthetic: boolean;
                            bankAccount: string | null;
                            bankName: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/subjects/{id}/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 档案里的全部数据，连同来源与更正
         * @description 登录后
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description 编号 */
                                id: string;
                                key: string;
                                year: number | null;
                                event: string | null;
                                record: string | null;
                                kind: string;
                                value: string;
                                given: string;
                                /**
                                 * @description 来源，从先到后：登记机关、部门、导入、自行填报
                                 * @enum {string}
                                 */
                                source: "registry" | "department" | "import" | "declared";
                                /** @description 时间 ISO 8601 */
                                at: string;
                                /** @description 规则采用的就是这一条 */
                                holds: boolean;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * 记入数据：更正就是再记一条，空值是收回本来源的说法
         * @description 角色：clerk、officer
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description 来源，从先到后：登记机关、部门、导入、自行填报
                         * @default declared
                         * @enum {string}
                         */
                        source?: "registry" | "department" | "import" | "declared";
                        /** @description 编号 */
                        evidence?: string;
                        facts: {
                            name: string;
                            year?: number;
                            event?: string;
                            record?: string;
                            value: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            recorded: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/subjects/{id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 按现有数据，每项措施能不能得、得多少、为什么（引擎的完整结果，JSON 文本）
         * @description 角色：clerk、officer、reviewer、auditor
         */
        get: {
            parameters: {
                query?: {
                    measure?: string;
                };
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 金额，以分计的整数，写作文本 */
                            lowFen: string;
                            highFen: string | null;
                            outcomes: {
                                measure: string;
                                verdict: string;
                                outcome: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/subjects/{id}/table": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一个主体的全部：数据连同来源与更正、申报件与办理经过、文件目录（.xlsx，三张表）
         * @description 角色：clerk、officer、reviewer、auditor
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/subjects/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 档案里的证明文件
         * @description 角色：clerk、officer、reviewer、auditor
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description 编号 */
                                id: string;
                                hash: string;
                                name: string;
                                type: string;
                                size: string;
                                /** @description 时间 ISO 8601 */
                                at: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * 上传证明文件（multipart，至多 20 MB）
         * @description 角色：clerk、officer
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /** Format: binary */
                        file: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                            hash: string;
                            name: string;
                            type: string;
                            size: string;
                            /** @description 时间 ISO 8601 */
                            at: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/evidence/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 取证明文件：只作附件下载，从不在页面里打开
         * @description 角色：clerk、officer、reviewer、auditor
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": unknown;
                        "image/jpeg": unknown;
                        "image/png": unknown;
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": unknown;
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 批量导入（.xlsx 或 .csv，multipart）：dryRun=true 先试，逐行说明哪里不收、为什么
         * @description 角色：officer
         */
        post: {
            parameters: {
                query?: {
                    dryRun?: "true" | "false";
                    /** @description 列名到数据项的对应，JSON 对象 */
                    mapping?: string;
                    synthetic?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /** Format: binary */
                        file: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: number;
                            subjects: number;
                            facts: number;
                            opened: number;
                            refused: {
                                row: number;
                                column: string;
                                why: string;
                            }[];
                            /** @description 认不出的列：不导入，除非 mapping 说它是什么 */
                            unknown: string[];
                            dryRun: boolean;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 申报件：企业看自己的，部门看本部门的；mine=true 是待办，最急的在前
         * @description 角色：clerk、officer、reviewer、finance、leader、auditor
         */
        get: {
            parameters: {
                query?: {
                    state?: "draft" | "submitted" | "returned" | "accepted" | "reviewed" | "seconded" | "publicised" | "objected" | "approved" | "paying" | "failed" | "paid" | "closed" | "rejected" | "withdrawn" | "voided" | "clawback" | "repaid";
                    /** @description 一段状态：在办、未审定、已审定未到账、已兑付 */
                    stage?: "open" | "pending" | "reserved" | "paid";
                    measure?: string;
                    /** @description 资金的代码：从它支出的措施 */
                    fund?: string;
                    /** @description 领域的序号 */
                    area?: number;
                    department?: string;
                    street?: string;
                    way?: "claim" | "automatic";
                    /** @description 编号 */
                    subject?: string;
                    /** @description 编号 */
                    list?: string;
                    overdue?: "true" | "false";
                    /** @description 编号、主体名称、统一社会信用代码里的字，或名称的拼音 */
                    search?: string;
                    /** @description 只看等我办的 */
                    mine?: "true" | "false";
                    order?: "deadline" | "newest" | "amount" | "name" | "measure";
                    offset?: number;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description 编号 */
                                id: string;
                                number: string;
                                /** @description 编号 */
                                subject: string;
                                measure: string;
                                occasion: string;
                                /**
                                 * @description 快申快享或免申即享
                                 * @enum {string}
                                 */
                                way: "claim" | "automatic";
                                department: string;
                                list: string | null;
                                /** @enum {string} */
                                state: "draft" | "submitted" | "returned" | "accepted" | "reviewed" | "seconded" | "publicised" | "objected" | "approved" | "paying" | "failed" | "paid" | "closed" | "rejected" | "withdrawn" | "voided" | "clawback" | "repaid";
                                version: number;
                                lowFen: string | null;
                                highFen: string | null;
                                amountFen: string | null;
                                reviewedBy: string | null;
                                deadline: string | null;
                                /** @description 等谁办 */
                                awaits: ("clerk" | "officer" | "reviewer" | "finance") | null;
                                /** @description 主体名称 */
                                name: string;
                                creditCode: string;
                                /** @description 合成数据 */
                                synthetic: boolean;
                            }[];
                            total: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * 快申快享：开一份草稿，已知的数据不必再填，只问缺的
         * @description 角色：clerk
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        measure: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                            number: string;
                            /** @description 编号 */
                            subject: string;
                            measure: string;
                            occasion: string;
                            /**
                             * @description 快申快享或免申即享
                             * @enum {string}
                             */
                            way: "claim" | "automatic";
                            department: string;
                            list: string | null;
                            /** @enum {string} */
                            state: "draft" | "submitted" | "returned" | "accepted" | "reviewed" | "seconded" | "publicised" | "objected" | "approved" | "paying" | "failed" | "paid" | "closed" | "rejected" | "withdrawn" | "voided" | "clawback" | "repaid";
                            version: number;
                            lowFen: string | null;
                            highFen: string | null;
                            amountFen: string | null;
                            reviewedBy: string | null;
                            deadline: string | null;
                            /** @description 等谁办 */
                            awaits: ("clerk" | "officer" | "reviewer" | "finance") | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/claims/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 各状态有几件，条件同列表
         * @description 角色：clerk、officer、reviewer、finance、leader、auditor
         */
        get: {
            parameters: {
                query?: {
                    state?: "draft" | "submitted" | "returned" | "accepted" | "reviewed" | "seconded" | "publicised" | "objected" | "approved" | "paying" | "failed" | "paid" | "closed" | "rejected" | "withdrawn" | "voided" | "clawback" | "repaid";
                    /** @description 一段状态：在办、未审定、已审定未到账、已兑付 */
                    stage?: "open" | "pending" | "reserved" | "paid";
                    measure?: string;
                    /** @description 资金的代码：从它支出的措施 */
                    fund?: string;
                    /** @description 领域的序号 */
                    area?: number;
                    department?: string;
                    street?: string;
                    way?: "claim" | "automatic";
                    /** @description 编号 */
                    subject?: string;
                    /** @description 编号 */
                    list?: string;
                    overdue?: "true" | "false";
                    /** @description 编号、主体名称、统一社会信用代码里的字，或名称的拼音 */
                    search?: string;
                    /** @description 只看等我办的 */
                    mine?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @enum {string} */
                                state: "draft" | "submitted" | "returned" | "accepted" | "reviewed" | "seconded" | "publicised" | "objected" | "approved" | "paying" | "failed" | "paid" | "closed" | "rejected" | "withdrawn" | "voided" | "clawback" | "repaid";
                                count: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/claims/reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我办这一步写过的理由，常写的在前：只有自己的，别人写的可能说到别的企业
         * @description 角色：officer、reviewer、finance
         */
        get: {
            parameters: {
                query: {
                    move: "submit" | "accept" | "return" | "review" | "second" | "publicise" | "object" | "answer" | "approve" | "reject" | "withdraw" | "pay" | "settle" | "fail" | "void" | "close" | "clawback" | "repay";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: string[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/claims/table": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 申报件导出为 .xlsx 或 .csv（至多五万件），条件同列表；文本不会成为公式
         * @description 角色：clerk、officer、reviewer、finance、leader、auditor
         */
        get: {
            parameters: {
                query?: {
                    state?: "draft" | "submitted" | "returned" | "accepted" | "reviewed" | "seconded" | "publicised" | "objected" | "approved" | "paying" | "failed" | "paid" | "closed" | "rejected" | "withdrawn" | "voided" | "clawback" | "repaid";
                    /** @description 一段状态：在办、未审定、已审定未到账、已兑付 */
                    stage?: "open" | "pending" | "reserved" | "paid";
                    measure?: string;
                    /** @description 资金的代码：从它支出的措施 */
                    fund?: string;
                    /** @description 领域的序号 */
                    area?: number;
                    department?: string;
                    street?: string;
                    way?: "claim" | "automatic";
                    /** @description 编号 */
                    subject?: string;
                    /** @description 编号 */
                    list?: string;
                    overdue?: "true" | "false";
                    /** @description 编号、主体名称、统一社会信用代码里的字，或名称的拼音 */
                    search?: string;
                    /** @description 只看等我办的 */
                    mine?: "true" | "false";
                    form?: "xlsx" | "csv";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                        "text/csv; charset=utf-8": unknown;
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/claims/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一件申报
         * @description 角色：clerk、officer、reviewer、finance、leader、auditor
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                            number: string;
                            /** @description 编号 */
                            subject: string;
                            measure: string;
                            occasion: string;
                            /**
                             * @description 快申快享或免申即享
                             * @enum {string}
                             */
                            way: "claim" | "automatic";
                            department: string;
                            list: string | null;
                            /** @enum {string} */
                            state: "draft" | "submitted" | "returned" | "accepted" | "reviewed" | "seconded" | "publicised" | "objected" | "approved" | "paying" | "failed" | "paid" | "closed" | "rejected" | "withdrawn" | "voided" | "clawback" | "repaid";
                            version: number;
                            lowFen: string | null;
                            highFen: string | null;
                            amountFen: string | null;
                            reviewedBy: string | null;
                            deadline: string | null;
                            /** @description 等谁办 */
                            awaits: ("clerk" | "officer" | "reviewer" | "finance") | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/claims/{id}/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 现在怎么样：结论、上下限、还缺的数据、可以办理什么
         * @description 角色：clerk、officer、reviewer、auditor
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            verdict: string;
                            lowFen: string | null;
                            highFen: string | null;
                            /** @description 金额，以分计的整数，写作文本 */
                            beforeFen: string;
                            missing: string[];
                            pays: boolean;
                            moves: {
                                /** @enum {string} */
                                move: "submit" | "accept" | "return" | "review" | "second" | "publicise" | "object" | "answer" | "approve" | "reject" | "withdraw" | "pay" | "settle" | "fail" | "void" | "close" | "clawback" | "repay";
                                name: string;
                                who: string[];
                                reasonNeeded: boolean;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/claims/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 办理经过：谁、何时、为什么、当时规则怎么说
         * @description 角色：clerk、officer、reviewer、finance、leader、auditor
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                version: number;
                                move: string;
                                before: ("draft" | "submitted" | "returned" | "accepted" | "reviewed" | "seconded" | "publicised" | "objected" | "approved" | "paying" | "failed" | "paid" | "closed" | "rejected" | "withdrawn" | "voided" | "clawback" | "repaid") | null;
                                /** @enum {string} */
                                after: "draft" | "submitted" | "returned" | "accepted" | "reviewed" | "seconded" | "publicised" | "objected" | "approved" | "paying" | "failed" | "paid" | "closed" | "rejected" | "withdrawn" | "voided" | "clawback" | "repaid";
                                reason: string;
                                amountFen: string | null;
                                deadline: string | null;
                                account: string;
                                /** @description 办理人；企业看到的是部门 */
                                who: string;
                                /** @description 时间 ISO 8601 */
                                at: string;
                                outcome: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/claims/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 草稿里填了什么
         * @description 角色：clerk
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            answers: {
                                [key: string]: string;
                            };
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
                    };
                };
            };
        };
        /**
         * 存草稿：关了窗口也还在
         * @description 角色：clerk
         */
        put: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                    /** @description 读到的 ETag */
                    "if-match"?: string;
                };
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        answers: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/claims/{id}/moves/{move}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 办理一步：提交、受理、退回、审核、复核、公示、异议、答复、审定、不予兑付、撤回、办结、追回……
         * @description 角色：clerk、officer、reviewer、finance
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                    /** @description 读到的 ETag */
                    "if-match"?: string;
                };
                path: {
                    /** @description 编号 */
                    id: string;
                    move: "submit" | "accept" | "return" | "review" | "second" | "publicise" | "object" | "answer" | "approve" | "reject" | "withdraw" | "void" | "close" | "clawback" | "repay";
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason?: string;
                        /** @description 金额，以分计的整数，写作文本 */
                        amountFen?: string;
                        document?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                            number: string;
                            /** @description 编号 */
                            subject: string;
                            measure: string;
                            occasion: string;
                            /**
                             * @description 快申快享或免申即享
                             * @enum {string}
                             */
                            way: "claim" | "automatic";
                            department: string;
                            list: string | null;
                            /** @enum {string} */
                            state: "draft" | "submitted" | "returned" | "accepted" | "reviewed" | "seconded" | "publicised" | "objected" | "approved" | "paying" | "failed" | "paid" | "closed" | "rejected" | "withdrawn" | "voided" | "clawback" | "repaid";
                            version: number;
                            lowFen: string | null;
                            highFen: string | null;
                            amountFen: string | null;
                            reviewedBy: string | null;
                            deadline: string | null;
                            /** @description 等谁办 */
                            awaits: ("clerk" | "officer" | "reviewer" | "finance") | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/claims/moves/{move}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 一次办理许多件：一件不成，其余照办，逐件说明
         * @description 角色：officer、reviewer、finance
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path: {
                    move: "accept" | "return" | "review" | "second" | "publicise" | "object" | "answer" | "approve" | "reject" | "void" | "close" | "clawback" | "repay";
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        claims: {
                            /** @description 编号 */
                            id: string;
                            version: number;
                        }[];
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description 编号 */
                                id: string;
                                done: boolean;
                                code: string | null;
                                detail: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/claims/{id}/joint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 会审：请了哪些部门，各部门的意见
         * @description 角色：officer、reviewer、leader、auditor
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description 编号 */
                                id: string;
                                /** @description 编号 */
                                claim: string;
                                number: string;
                                department: string;
                                asking: string;
                                question: string;
                                /**
                                 * Format: date
                                 * @description 日期 YYYY-MM-DD
                                 */
                                deadline: string;
                                /** @description 时间 ISO 8601 */
                                at: string;
                                /** @description 还没有意见为 null */
                                agrees: boolean | null;
                                reason: string | null;
                                answeredAt: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * 请另一个部门会审：意见未到，不能审核
         * @description 角色：officer
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        department: string;
                        question: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/joint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 等本部门提出会审意见的件
         * @description 角色：officer、reviewer
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description 编号 */
                                id: string;
                                /** @description 编号 */
                                claim: string;
                                number: string;
                                department: string;
                                asking: string;
                                question: string;
                                /**
                                 * Format: date
                                 * @description 日期 YYYY-MM-DD
                                 */
                                deadline: string;
                                /** @description 时间 ISO 8601 */
                                at: string;
                                /** @description 还没有意见为 null */
                                agrees: boolean | null;
                                reason: string | null;
                                answeredAt: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/joint/{id}/opinion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 提出会审意见，只有一次
         * @description 角色：officer
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        agrees: boolean;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            done: boolean;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/claims/{id}/letter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 通知书（PDF）：决定了什么、原文、怎样得出，带核验用的编号和二维码
         * @description 角色：clerk、officer、reviewer、finance、auditor
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": unknown;
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/verify/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 核对一份通知书：编号对得上，才说是什么；对不上的一律没有找到
         * @description 公开
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            found: boolean;
                            letter: {
                                /** @enum {string} */
                                kind: "granted" | "refused";
                                /**
                                 * @description 有效，已作废，追回
                                 * @enum {string}
                                 */
                                standing: "valid" | "voided" | "clawback";
                                number: string;
                                name: string;
                                synthetic: boolean;
                                measure: string;
                                department: string;
                                /** @description 金额，以分计的整数，写作文本 */
                                amountFen: string;
                                /**
                                 * Format: date
                                 * @description 日期 YYYY-MM-DD
                                 */
                                day: string;
                            } | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 清单
         * @description 角色：officer、reviewer、leader、auditor、finance
         */
        get: {
            parameters: {
                query?: {
                    /** @description 上一页的 next */
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description 编号 */
                                id: string;
                                measure: string;
                                /**
                                 * Format: date
                                 * @description 日期 YYYY-MM-DD
                                 */
                                day: string;
                                department: string;
                                /** @enum {string} */
                                state: "running" | "listed" | "reviewed";
                                judged: string;
                                total: string;
                                version: number;
                            }[];
                            /** @description 下一页的 after；没有了为 null */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * 免申即享：对所有档案计算一项措施，生成清单
         * @description 角色：officer
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        measure: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                            measure: string;
                            /**
                             * Format: date
                             * @description 日期 YYYY-MM-DD
                             */
                            day: string;
                            department: string;
                            /** @enum {string} */
                            state: "running" | "listed" | "reviewed";
                            judged: string;
                            total: string;
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/delivery/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一份清单
         * @description 角色：officer、reviewer、leader、auditor、finance
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                            measure: string;
                            /**
                             * Format: date
                             * @description 日期 YYYY-MM-DD
                             */
                            day: string;
                            department: string;
                            /** @enum {string} */
                            state: "running" | "listed" | "reviewed";
                            judged: string;
                            total: string;
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/delivery/{id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 清单上的主体与金额
         * @description 角色：officer、reviewer、leader、auditor、finance
         */
        get: {
            parameters: {
                query?: {
                    /** @description 上一页的 next */
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description 编号 */
                                subject: string;
                                name: string;
                                creditCode: string;
                                synthetic: boolean;
                                verdict: string;
                                lowFen: string | null;
                                highFen: string | null;
                                struck: string | null;
                            }[];
                            /** @description 下一页的 after；没有了为 null */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/delivery/{id}/table": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 清单导出为 .xlsx 或 .csv
         * @description 角色：officer、reviewer、leader、auditor、finance
         */
        get: {
            parameters: {
                query?: {
                    form?: "xlsx" | "csv";
                };
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                        "text/csv; charset=utf-8": unknown;
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/delivery/{id}/strike": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 剔除，说明理由；理由为 null 是恢复
         * @description 角色：officer
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        subjects: string[];
                        reason: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            done: boolean;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/delivery/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 审核通过：清单上金额确定的逐一成件，待公示；有裁量余地的留在清单上
         * @description 角色：officer
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            claims: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/funds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 资金与要素指标：原文写的、文件安排的、已承诺、已拨付、余额；原文自身不相符之处
         * @description 角色：officer、reviewer、finance、leader、auditor
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                code: string;
                                name: string;
                                part: string | null;
                                instrument: string;
                                /** @description 分，或要素指标的单位 */
                                unit: string;
                                payer: string;
                                /** @description 原文写的数 */
                                stated: string | null;
                                /** @description 原文写的是“以上” */
                                floor: boolean;
                                /** @description 已由文件安排 */
                                appropriated: string;
                                /** @description 已承诺 */
                                reserved: string;
                                /** @description 已拨付 */
                                disbursed: string;
                                /** @description 金额，以分计的整数，写作文本 */
                                free: string;
                                /** @description 在办、还没有审定的 */
                                pending: {
                                    /** @description 金额，以分计的整数，写作文本 */
                                    lowFen: string;
                                    /** @description 没有上限为 null */
                                    highFen: string | null;
                                    claims: string;
                                };
                                /** @description 按规则应兑、还没有人申报的 */
                                unclaimed: {
                                    /** @description 金额，以分计的整数，写作文本 */
                                    lowFen: string;
                                    /** @description 没有上限为 null */
                                    highFen: string | null;
                                    subjects: string;
                                };
                                /** @description 到年底：已拨付 + 已承诺 + 在办 + 未申报 */
                                forecast: {
                                    /** @description 金额，以分计的整数，写作文本 */
                                    lowFen: string;
                                    /** @description 没有上限为 null */
                                    highFen: string | null;
                                };
                            }[];
                            /** @description 应兑测算是哪一天的；还没有测算为 null */
                            estimateDay: string | null;
                            faults: {
                                article: number;
                                words: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/funds/table": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 资金表导出为 .xlsx 或 .csv
         * @description 角色：officer、reviewer、finance、leader、auditor
         */
        get: {
            parameters: {
                query?: {
                    form?: "xlsx" | "csv";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                        "text/csv; charset=utf-8": unknown;
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/funds/appropriations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 安排资金（凭文件）
         * @description 角色：finance
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        fund: string;
                        /** @description 金额，以分计的整数，写作文本 */
                        amount: string;
                        /** @description 批准文件的文号 */
                        document: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            transfer: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/funds/reallocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 调剂、结转（凭文件）：从一项资金到另一项，单位相同
         * @description 角色：finance
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        from: string;
                        to: string;
                        /** @description 金额，以分计的整数，写作文本 */
                        amount: string;
                        /** @description 批准文件的文号 */
                        document: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            transfer: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/funds/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一项资金的流水，最近的在前
         * @description 角色：finance、leader、auditor
         */
        get: {
            parameters: {
                query: {
                    fund: string;
                    /** @description 编号 */
                    before?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description 编号 */
                                id: string;
                                kind: string;
                                from: string;
                                to: string;
                                /** @description 金额，以分计的整数，写作文本 */
                                amount: string;
                                document: string | null;
                                memo: string;
                                reference: string | null;
                                /** @description 时间 ISO 8601 */
                                at: string;
                            }[];
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/payments/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 把已审定的件组成一批，交银行
         * @description 角色：finance
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        claims: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                            message: string;
                            payments: string;
                            /** @description 金额，以分计的整数，写作文本 */
                            totalFen: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/payments/batches/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一批的支付文件（ISO 20022 pain.001.001.09）
         * @description 角色：finance、auditor
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/xml": unknown;
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/payments/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 收进银行的回执（pain.002 或 camt.054）：同一份收几次都只算一次
         * @description 角色：finance
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        file: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            message: string;
                            known: boolean;
                            paid: number;
                            failed: number;
                            repeated: number;
                            contradictions: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/payments/answers/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 银行的一份回执，原样
         * @description 角色：finance、auditor
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/xml": unknown;
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/payments/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 对账：我方与银行，精确到分；银行自相矛盾的，列在这里等人处理
         * @description 角色：finance、leader、auditor
         */
        get: {
            parameters: {
                query?: {
                    /** @description 最多几批、几处矛盾：未答的在前，其余从近到远 */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            batches: {
                                /** @description 编号 */
                                id: string;
                                message: string;
                                payments: string;
                                /** @description 金额，以分计的整数，写作文本 */
                                totalFen: string;
                                /** @description 金额，以分计的整数，写作文本 */
                                paidFen: string;
                                /** @description 金额，以分计的整数，写作文本 */
                                failedFen: string;
                                /** @description 金额，以分计的整数，写作文本 */
                                openFen: string;
                                sentAt: string | null;
                                attempts: number;
                                said: string | null;
                            }[];
                            batchCount: string;
                            contradictionCount: string;
                            /** @description 金额，以分计的整数，写作文本 */
                            postedFen: string;
                            /** @description 金额，以分计的整数，写作文本 */
                            paidFen: string;
                            /** @description 金额，以分计的整数，写作文本 */
                            openFen: string;
                            agrees: boolean;
                            contradictions: {
                                /** @description 编号 */
                                id: string;
                                /** @description 编号 */
                                message: string;
                                reference: string;
                                what: string;
                                whatEn: string | null;
                                /** @description 时间 ISO 8601 */
                                at: string;
                                answer: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/payments/contradictions/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 写下一处矛盾是怎样处理的
         * @description 角色：finance
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        answer: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            done: boolean;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 决定：一条只增不改的链
         * @description 角色：clerk、officer、reviewer、finance、leader、auditor
         */
        get: {
            parameters: {
                query?: {
                    /** @description 上一页的 next */
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                number: string;
                                /** @description 编号 */
                                claim: string;
                                measure: string;
                                /**
                                 * Format: date
                                 * @description 日期 YYYY-MM-DD
                                 */
                                day: string;
                                /** @description 金额，以分计的整数，写作文本 */
                                amountFen: string;
                                /** @description 金额，以分计的整数，写作文本 */
                                lowFen: string;
                                /** @description 金额，以分计的整数，写作文本 */
                                highFen: string;
                                /** @description 金额，以分计的整数，写作文本 */
                                beforeFen: string;
                                reason: string;
                                account: string;
                                at: string;
                                pack: string;
                                facts: string;
                                readings: string;
                                ruling: string | null;
                                hash: string;
                                previous: string;
                            }[];
                            /** @description 下一页的 after；没有了为 null */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/decisions/table": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 决定导出为 .xlsx 或 .csv
         * @description 角色：auditor、leader、finance
         */
        get: {
            parameters: {
                query?: {
                    form?: "xlsx" | "csv";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                        "text/csv; charset=utf-8": unknown;
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/decisions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一个决定：当时知道什么、按哪一版规则、用哪个口径、谁、什么时候（数据与结论是引擎的 JSON 文本）
         * @description 角色：reviewer、auditor
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    number: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            number: string;
                            /** @description 编号 */
                            claim: string;
                            measure: string;
                            /**
                             * Format: date
                             * @description 日期 YYYY-MM-DD
                             */
                            day: string;
                            /** @description 金额，以分计的整数，写作文本 */
                            amountFen: string;
                            /** @description 金额，以分计的整数，写作文本 */
                            lowFen: string;
                            /** @description 金额，以分计的整数，写作文本 */
                            highFen: string;
                            /** @description 金额，以分计的整数，写作文本 */
                            beforeFen: string;
                            reason: string;
                            account: string;
                            at: string;
                            pack: string;
                            facts: string;
                            readings: string;
                            ruling: string | null;
                            hash: string;
                            previous: string;
                            claimNumber: string;
                            name: string;
                            synthetic: boolean;
                            who: string;
                            outcome: string;
                            dossier: string;
                            /** @description 裁定的文号 */
                            ruled: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/decisions/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 重算决定，说出第一个不同的
         * @description 角色：auditor
         */
        get: {
            parameters: {
                query?: {
                    /** @description 编号 */
                    number?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            decisions: number;
                            faults: {
                                where: string;
                                what: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 核验全部历史：封存链、决定链、账目之和
         * @description 角色：auditor
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            blocks: number;
                            rows: string;
                            unsealed: string;
                            head: string;
                            decisions: number;
                            transfers: string;
                            faults: {
                                where: string;
                                what: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 目标与任务：最近一次的数、按进度推到期末、红黄绿
         * @description 公开
         */
        get: {
            parameters: {
                query?: {
                    /** @description 日期 YYYY-MM-DD */
                    on?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date
                             * @description 日期 YYYY-MM-DD
                             */
                            day: string;
                            items: {
                                instrument: string;
                                /** @enum {string} */
                                kind: "target" | "task";
                                name: string;
                                department: string;
                                article: number;
                                /** @description 领域的序号，总则为 0 */
                                area: number;
                                comparison: string | null;
                                threshold: string | null;
                                deadline: string | null;
                                latest: {
                                    /**
                                     * Format: date
                                     * @description 日期 YYYY-MM-DD
                                     */
                                    day: string;
                                    given: string;
                                    value: string;
                                } | null;
                                /** @description 按现有进度到期时的数，n/d */
                                forecast: string | null;
                                /** @enum {string} */
                                light: "green" | "amber" | "red" | "none";
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/targets/table": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 目标与任务导出为 .xlsx 或 .csv
         * @description 公开
         */
        get: {
            parameters: {
                query?: {
                    form?: "xlsx" | "csv";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                        "text/csv; charset=utf-8": unknown;
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/targets/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 记一次进度，带依据
         * @description 角色：officer
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        instrument: string;
                        /**
                         * Format: date
                         * @description 日期 YYYY-MM-DD
                         */
                        day: string;
                        value: string;
                        evidence: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一页总览：到了多少、免申多少、多快、在办与超期，按领域、部门、街道、措施
         * @description 角色：leader、finance、auditor
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 已兑付 */
                            paidFen: string;
                            /** @description 件数 */
                            paidClaims: string;
                            /** @description 其中免申即享 */
                            automaticFen: string;
                            /** @description 已审定、未到账 */
                            decidedFen: string;
                            /** @description 在办 */
                            open: string;
                            /** @description 超期 */
                            overdue: string;
                            /** @description 按最近一次测算至少应兑 */
                            dueFen: string;
                            /** @description 得到的主体 */
                            subjects: string;
                            estimateDay: string | null;
                            /** @description 从开始到到账的天数，中位数 */
                            medianDays: string | null;
                            areas: {
                                /** @description 已兑付 */
                                paidFen: string;
                                /** @description 件数 */
                                paidClaims: string;
                                /** @description 其中免申即享 */
                                automaticFen: string;
                                /** @description 已审定、未到账 */
                                decidedFen: string;
                                /** @description 在办 */
                                open: string;
                                /** @description 超期 */
                                overdue: string;
                                /** @description 按最近一次测算至少应兑 */
                                dueFen: string;
                                name: string;
                            }[];
                            departments: {
                                /** @description 已兑付 */
                                paidFen: string;
                                /** @description 件数 */
                                paidClaims: string;
                                /** @description 其中免申即享 */
                                automaticFen: string;
                                /** @description 已审定、未到账 */
                                decidedFen: string;
                                /** @description 在办 */
                                open: string;
                                /** @description 超期 */
                                overdue: string;
                                /** @description 按最近一次测算至少应兑 */
                                dueFen: string;
                                name: string;
                            }[];
                            streets: {
                                /** @description 已兑付 */
                                paidFen: string;
                                /** @description 件数 */
                                paidClaims: string;
                                /** @description 其中免申即享 */
                                automaticFen: string;
                                /** @description 已审定、未到账 */
                                decidedFen: string;
                                /** @description 在办 */
                                open: string;
                                /** @description 超期 */
                                overdue: string;
                                /** @description 按最近一次测算至少应兑 */
                                dueFen: string;
                                name: string;
                            }[];
                            measures: {
                                /** @description 已兑付 */
                                paidFen: string;
                                /** @description 件数 */
                                paidClaims: string;
                                /** @description 其中免申即享 */
                                automaticFen: string;
                                /** @description 已审定、未到账 */
                                decidedFen: string;
                                /** @description 在办 */
                                open: string;
                                /** @description 超期 */
                                overdue: string;
                                /** @description 按最近一次测算至少应兑 */
                                dueFen: string;
                                name: string;
                                id: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 给所有人看的总数：兑付了多少、给了多少主体、多少没有让人申报
         * @description 公开
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 金额，以分计的整数，写作文本 */
                            paidFen: string;
                            /** @description 件数 */
                            claims: string;
                            /** @description 件数 */
                            subjects: string;
                            /** @description 金额，以分计的整数，写作文本 */
                            automaticFen: string;
                            departments: {
                                name: string;
                                /** @description 金额，以分计的整数，写作文本 */
                                paidFen: string;
                                /** @description 件数 */
                                claims: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/publicity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 公示：正在公示的件，谁、哪一项、多少、到哪一天
         * @description 公开
         */
        get: {
            parameters: {
                query?: {
                    /** @description 上一页的 next */
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                number: string;
                                name: string;
                                /** @description 合成数据 */
                                synthetic: boolean;
                                measure: string;
                                article: number;
                                measureName: string;
                                department: string;
                                /** @enum {string} */
                                way: "claim" | "automatic";
                                /** @description 金额，以分计的整数，写作文本 */
                                amountFen: string;
                                /**
                                 * Format: date
                                 * @description 公示的最后一天，或到账的那一天
                                 */
                                day: string;
                            }[];
                            /** @description 下一页的 after；没有了为 null */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/paid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 已兑付的公开数据
         * @description 公开
         */
        get: {
            parameters: {
                query?: {
                    /** @description 上一页的 next */
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                number: string;
                                name: string;
                                /** @description 合成数据 */
                                synthetic: boolean;
                                measure: string;
                                article: number;
                                measureName: string;
                                department: string;
                                /** @enum {string} */
                                way: "claim" | "automatic";
                                /** @description 金额，以分计的整数，写作文本 */
                                amountFen: string;
                                /**
                                 * Format: date
                                 * @description 公示的最后一天，或到账的那一天
                                 */
                                day: string;
                            }[];
                            /** @description 下一页的 after；没有了为 null */
                            next: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/paid/table": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 已兑付的公开数据，.csv 或 .xlsx，栏目依 360Giving 标准
         * @description 公开
         */
        get: {
            parameters: {
                query?: {
                    form?: "xlsx" | "csv";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                        "text/csv; charset=utf-8": unknown;
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/paid/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 已兑付的公开数据，JSON，形状依 360Giving 标准
         * @description 公开
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 最近一次应兑测算：每项措施、每个街道应兑多少，其中多少没有人申报；还没有测算为 null
         * @description 角色：finance、leader、auditor、drafter
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date
                             * @description 日期 YYYY-MM-DD
                             */
                            day: string;
                            subjects: string;
                            /** @description 时间 ISO 8601 */
                            at: string;
                            rows: {
                                measure: string;
                                /** @description 街道；没有说是哪里的为空 */
                                street: string;
                                due: string;
                                /** @description 金额，以分计的整数，写作文本 */
                                lowFen: string;
                                highFen: string | null;
                                unclaimed: string;
                                /** @description 金额，以分计的整数，写作文本 */
                                unclaimedLowFen: string;
                                unclaimedHighFen: string | null;
                            }[];
                        } | null;
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 搜索：措施、主体、申报件；汉字、拼音、首字母、编号都可以
         * @description 公开
         */
        get: {
            parameters: {
                query: {
                    q: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            measures: {
                                id: string;
                                article: number;
                                name: string;
                            }[];
                            subjects: {
                                /** @description 编号 */
                                id: string;
                                name: string;
                                creditCode: string;
                                synthetic: boolean;
                            }[];
                            claims: {
                                /** @description 编号 */
                                id: string;
                                number: string;
                                name: string;
                                measure: string;
                                state: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我存下的筛选
         * @description 登录后
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description 编号 */
                                id: string;
                                name: string;
                                /** @description 页面的地址，以 / 开头 */
                                address: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * 存下一个筛选；同名的换成新的
         * @description 登录后
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        address: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                            name: string;
                            /** @description 页面的地址，以 / 开头 */
                            address: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/views/{id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 删去一个筛选
         * @description 登录后
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            done: boolean;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我交办的后台工作，最近的在前：做到哪里、做完没有（结果另取）
         * @description 登录后
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description 编号 */
                                id: string;
                                /** @enum {string} */
                                kind: "import" | "simulation" | "estimate";
                                title: string;
                                /** @enum {string} */
                                state: "waiting" | "running" | "done" | "failed";
                                done: string;
                                total: string;
                                /** @description JSON */
                                request: string;
                                /** @description JSON，做完才有 */
                                result: string | null;
                                /** @description JSON：code、title、detail、items，en 里是英文的 title、detail、items */
                                fault: string | null;
                                files: {
                                    form: string;
                                    name: string;
                                }[];
                                startedAt: string | null;
                                endedAt: string | null;
                                /** @description 时间 ISO 8601 */
                                at: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一件后台工作，连同结果
         * @description 登录后
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                            /** @enum {string} */
                            kind: "import" | "simulation" | "estimate";
                            title: string;
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "failed";
                            done: string;
                            total: string;
                            /** @description JSON */
                            request: string;
                            /** @description JSON，做完才有 */
                            result: string | null;
                            /** @description JSON：code、title、detail、items，en 里是英文的 title、detail、items */
                            fault: string | null;
                            files: {
                                form: string;
                                name: string;
                            }[];
                            startedAt: string | null;
                            endedAt: string | null;
                            /** @description 时间 ISO 8601 */
                            at: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/jobs/{id}/files/{form}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 后台工作做出的文件
         * @description 登录后
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description 编号 */
                    id: string;
                    form: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description 文件 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                        "text/csv; charset=utf-8": unknown;
                        "text/html; charset=utf-8": unknown;
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 先传上来、再交办的文件（multipart，至多 50 MB，留七天）
         * @description 角色：officer
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /** Format: binary */
                        file: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                            name: string;
                            size: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/jobs/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 交办导入：dryRun 为 true 只核对不写入
         * @description 角色：officer
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description 编号 */
                        upload: string;
                        dryRun: boolean;
                        /** @default false */
                        synthetic?: boolean;
                        /** @default {} */
                        mapping?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/jobs/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 交办应兑测算：按现有档案，每项措施该兑付多少、还有多少没有人申报
         * @description 角色：finance、leader
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
    "/api/jobs/simulation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 交办沙盘推演：改几个数或口径，谁多得、谁少得、多花多少
         * @description 角色：drafter、leader
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description 同一个键只生效一次，再来得到同样的回答 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description 例如 12.1/10%=15% */
                        changes: string[];
                        /**
                         * @description 例如 {"12.1/基数": "增量"}
                         * @default {}
                         */
                        readings?: {
                            [key: string]: string;
                        };
                        /**
                         * @description 同时列出每一口径每一选项的代价
                         * @default false
                         */
                        everyReading?: boolean;
                        /**
                         * @description 现有档案，或造出的人口（合成数据）
                         * @enum {string}
                         */
                        population: "dossiers" | "synthetic";
                        /**
                         * @description 造出的人口有多少主体
                         * @default 100000
                         */
                        size?: number;
                        /**
                         * Format: date
                         * @description 日期 YYYY-MM-DD
                         */
                        on?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description 编号 */
                            id: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            type: string;
                            title: string;
                            status: number;
                            code: string;
                            detail: string;
                            items: string[];
                            instance: string;
                        };
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
