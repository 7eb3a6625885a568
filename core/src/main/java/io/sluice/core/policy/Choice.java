package io.sluice.core.policy;

import java.util.Locale;

/** What a policy can be set to: a constant of the enum that belongs to the policy. */
public sealed interface Choice
        permits BinaryAs,
                Bit1,
                CaseInsensitive,
                CharAs,
                EnumAs,
                EnumEmpty,
                Generated,
                GeometryAs,
                InvalidBytes,
                JsonAs,
                LongNames,
                NameCase,
                NulCharacters,
                OnChange,
                Partitions,
                SetAs,
                TimeAs,
                TimeRange,
                TinyInt1,
                UnknownTypes,
                UnsignedBigint,
                ZeroDates {

    /** The constant's name. */
    String name();

    /** The name in {@code pipeline.yaml}: the constant's name in kebab case. */
    default String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
