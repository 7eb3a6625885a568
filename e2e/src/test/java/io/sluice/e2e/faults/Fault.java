package io.sluice.e2e.faults;

/** Something that goes wrong outside of the sink, while it is at work. */
interface Fault {

    /** Of the constant. */
    String name();

    /** What has to be prepared for it. */
    default FaultSetting setting() {
        return FaultSetting.PLAIN;
    }

    /**
     * Makes the fault happen to all lanes of the stage while they have changes to apply, makes sure that it did, and
     * takes it away again. The sink has applied all former changes, and must get over it by itself unless the fault
     * says otherwise.
     */
    void strike(Stage stage) throws Exception;
}
