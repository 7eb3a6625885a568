package io.sluice.e2e.bench.tpch;

import java.util.List;
import java.util.SplittableRandom;

/** The words that values are made of. */
final class TpchWords {

    static final List<String> REGIONS = words("AFRICA,AMERICA,ASIA,EUROPE,MIDDLE EAST");

    /** In the order of their keys, each with the key of its region. */
    static final List<String> NATIONS = words("ALGERIA/0,ARGENTINA/1,BRAZIL/1,CANADA/1,EGYPT/4,ETHIOPIA/0,FRANCE/3,"
            + "GERMANY/3,INDIA/2,INDONESIA/2,IRAN/4,IRAQ/4,JAPAN/2,JORDAN/4,KENYA/0,MOROCCO/0,MOZAMBIQUE/0,PERU/1,"
            + "CHINA/2,ROMANIA/3,SAUDI ARABIA/4,VIETNAM/2,RUSSIA/3,UNITED KINGDOM/3,UNITED STATES/1");

    static final List<String> SEGMENTS = words("AUTOMOBILE,BUILDING,FURNITURE,HOUSEHOLD,MACHINERY");
    static final List<String> PRIORITIES = words("1-URGENT,2-HIGH,3-MEDIUM,4-NOT SPECIFIED,5-LOW");
    static final List<String> INSTRUCTIONS = words("COLLECT COD,DELIVER IN PERSON,NONE,TAKE BACK RETURN");
    static final List<String> MODES = words("AIR,FOB,MAIL,RAIL,REG AIR,SHIP,TRUCK");

    static final List<String> TYPE_SIZES = words("STANDARD,SMALL,MEDIUM,LARGE,ECONOMY,PROMO");
    static final List<String> TYPE_FINISHES = words("ANODIZED,BURNISHED,PLATED,POLISHED,BRUSHED");
    static final List<String> TYPE_METALS = words("TIN,NICKEL,BRASS,STEEL,COPPER");
    static final List<String> CONTAINER_SIZES = words("SM,LG,MED,JUMBO,WRAP");
    static final List<String> CONTAINER_KINDS = words("CASE,BOX,BAG,JAR,PKG,PACK,CAN,DRUM");

    static final List<String> COLORS = words("almond,antique,aquamarine,azure,beige,bisque,black,blanched,blue,blush,"
            + "brown,burlywood,chartreuse,chocolate,coral,cornflower,cream,cyan,dark,deep,dim,dodger,drab,firebrick,"
            + "floral,forest,frosted,gainsboro,ghost,goldenrod,green,grey,honeydew,hot,indian,ivory,khaki,lace,"
            + "lavender,lawn,lemon,light,lime,linen,magenta,maroon,medium,metallic,midnight,mint,misty,moccasin,navajo,"
            + "navy,olive,orange,orchid,pale,papaya,peach,peru,pink,plum,powder,puff,purple,red,rose,rosy,royal,saddle,"
            + "salmon,sandy,seashell,sienna,sky,slate,smoke,snow,spring,steel,tan,thistle,tomato,turquoise,violet,"
            + "wheat,white,yellow");

    private static final List<String> PROSE = words("accounts,packages,requests,deposits,instructions,foxes,ideas,"
            + "theodolites,pinto beans,platelets,sleep,wake,haggle,nag,cajole,detect,integrate,affix,boost,furious,sly,"
            + "careful,blithe,quick,fluffy,slow,quiet,ruthless,final,ironic,even,bold,silent,about,above,according to,"
            + "across,after,against,along,among,quickly,slyly,carefully,furiously,never,always,the,are,must,may");

    /** Comments are cut out of it at any place, as the specification's are. */
    private static final String POOL = pool(1 << 20);

    private TpchWords() {}

    static String any(List<String> words, SplittableRandom random) {
        return words.get(random.nextInt(words.size()));
    }

    static String text(SplittableRandom random, int charactersMin, int charactersMax) {
        int length = random.nextInt(charactersMin, charactersMax + 1);
        int start = random.nextInt(POOL.length() - length);
        return POOL.substring(start, start + length);
    }

    private static String pool(int characters) {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder text = new StringBuilder(characters);
        while (text.length() < characters) {
            text.append(any(PROSE, random)).append(random.nextInt(8) == 0 ? ". " : " ");
        }
        return text.toString();
    }

    private static List<String> words(String separated) {
        return List.of(separated.split(","));
    }
}
