extension LegacyFile {
  /// A .wps file, which is what WPS Office calls the Word 97 format, made from Fixtures/city/legacy by LibreOffice; gzip in base64.
  static let letter = """
    H4sIAAAAAAACA+2Zf2xUVRbHz32dDvPqtB1KF7SydCxjgQrltQWB1ZX+Ekq1b6Z0oEJLsdMO02LbcWk7oN2gYBWQjrYR
    4o8QlQTwD39Vye6iWRWTZZP9g0D/ADUbDWbbWowmSjRZ3di333vfm3YsZZkZGqPrnObT996dd885995zz7vvvrNnpl84
    /EbGpzRBbqMEGtVkMoeVMZAaurARSUbZqKZpoWItLr8o+cE48jE0YfwSAR/zacACZJAErgNWkAxSjDG3Gce4/HJlLfnx
    10F2upPacNxGD1A0MhMRE64vkjqjEd4XqcTtx24/lL+jnf+p+iOApoM0MAOkg9+ImCCaBa4HN4AMcCOYDX4L5oBMw+5N
    OGaBucb1zThmg3lgPlgAcsAtYCFYBHLBYqCAPJAPCsASsBTcCpaB5WAF+J14nhHdDn4P7gArQSEoAsWgBJSCO8EqsBqU
    gTWgHNwF7gYVQAVO4AKVYC2oAm6wDqwH1eAesAFsBDWg1mhj3c8obzJ4kpCkx5BZlkRMnNRDYxUfv4rmhm3+dv+WDnu1
    f1vjolL/fZ2t3rYOERMVVbys1N8gIoGf5+JC/J67nL5Z8eYfrh6LTF9GxCxpiLokaKkZX5nw/rZ9rUmi380YLT+yWivV
    U4sRx3kOynGwIgePouIccpYnUCUoKb+eWstkUztwlZuorcxk6QB15YlUj982l60wYcyZ7WuSmEvMjTLyQm8jNSN3+pBD
    88QMYVSYTTOOfEXpR3bwaB83oNBSC+O6dZ0K1VrYldu2ikYzGWytEvPxx7a4ndQxI2YHw2xzlpthxww7s8lVPs0wMhvz
    otjG9SwRPruhZ4fI+MXomUaR7234S2tMZwwaMY+P9KDMTottjKUxO85NiP1makctPlzTiTfAgvmTBb1ZrFD4VwLv7scd
    zdDaJvxLg7Ydwj8r/EsTHXyrhfGqvD83WVi2aGE+yxaZZw3qNQrv+NUMUUu3xOWS8EMkHxGtPD0NynrGCp2HVquXjKNk
    Cytw6RlNpLTVM3tZJOHlRnNa4VI7ukPFcTuO/JHJw4k3cin0RBK/VejmVvKgJg/CguzIrBchcJuNwG2GJTb96nX4QHng
    6TbUCw2GHfa9QteWCNp0lxmWIvBOFQsH/4+02xEG5UiWvIyn1JUR6iqFhq2wv546RV3uSTvvN/QUs8Xe6pCe8J5cE0P7
    dD2Xtc5xba0rRkAzSxB59hSCqIlNkhwhH4OL4koWU+CRXvmyUtmoMS+B7OLERHG5lseKMvU6J+QJe4SDFLUnD0dz86jG
    Q0ia7LlMFx594dJ3zibby30WumXe8Y+4J38z1obMWD9JxjqJB+BeY614wHjOvmisGV8x1o0njPsv/qCvAfka7eKBY8Pv
    Hho6sXvwxKtD/U8O/nXX4Innhp7sG3rj4PC+Pw/37Br5U/fFPX2fHTg+/PjR4X3vjbz+9uBbx/T6ktE7hWF+R3IeLl8c
    ZazCLmMkvkp7L7zDjSdKCpXU+1vq25ZPMgyyaSYtThm/vnTVdXqqeFox49wcdj5R9or/w0ZKGI4gy/B70qMY+e+ZPjpm
    ST+GpADXj0tTMIVi1PEOxsITVneOpL9VxOX/NNVOiL+fSiT6KN75cYnLr1qyDx7yS3WL1NRa5sxQB6rW1QY8rKE0ONBX
    0HnU85Dn+/1b1GTjLqX6Le9AX3DPQKBh++Euc0dhbYaWTAt9vCa/Ox9Lh3y8bXfUHZtUo0UL7ikNnvJ87OxxLwvecd+S
    oP/erj/KmlXrbx/oPd3Hre3ecJ3KtZLKlELP2YYjaneA32txW91MWbDWf+9i74fql5Xv72cK18TL13S5fM96M7c/X8OU
    npoOL1NkX5lXUpKpB1qsblLTu7iOHN9fHnl6c6DyvCrVvbQzK7jSyz2wajm+WWu9lXkbPnW+vNfnuXvv22qye10Vry+j
    fsj7psqR3vmdT6i8VZmdL6lndt7cbdU+3/WPfUcbPqji2phyuObw/pHekYPdAd5HJ5uGfFzLP9czZfcG2bfxsdUuq7ay
    PrWeej9Zz/WFdFu1QN1DnlOefwcO1HUHzrXs3zw3+B+V1+V9sq6qwmnRzgcuPChrGRo6Wfyda3mu5l9qE7y1aDu7qmv4
    b8k0PgakWHykDHmT/3cAGOu8uPwqhfHxzwbF4BnwCZiDeGgEL4Kzsh4f34bXGvmJLuIStSSHNjITHFTvGNvOLHJQ0niZ
    vmnKN4DlRXS7QoUuBIBLosz+3bn2/r8X3dTfZsrqXybN7V0mOUABfp+fTylK5O/PvEQ6d/rcodwbbU89jffnhd+9xr8v
    JE4oqzW+kzADW9g78pXKp1Km8vsf93PiN4TJ6iTw32eFJmCJ2Hq8n5zkoa3Rvz2gVyRjv0uL4rva1rEE4KQW8sbcf0mw
    zu0mRGGf+xt6U88jN9Wj5bH6kGLYj+b7H/c1c5p+nkhV1In+55u/fOz5HvyWsS8m47v5V5L5sB/6Zhipfb5D+Y1xXi1s
    NVIpjg3CE6+Iw0glI4b2Y96P7dskXmY5uv5YHoP9TaBjCufwtXx//i98IkbcACQAAA==
    """
}
