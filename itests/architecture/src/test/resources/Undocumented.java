public class Undocumented {

    /** Documented. */
    public void documented() {}

    public void undocumented() {}

    void internal() {}

    @Override
    public String toString() {
        return "";
    }
}
